package io.sojourn.history;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes things in any order and gives them back sorted, in bounded memory: full loads are sorted, laid on disk and
 * merged as they are read. Of equal things the one added first comes first.
 */
final class SortedSpool<T> {
    private final Path folder;
    private final Comparator<T> order;
    private final Form<T> form;
    private final int inMemory;
    private final List<Path> runs = new ArrayList<>();
    private final List<T> load = new ArrayList<>();
    private boolean sorted = true;
    private long size;

    /** How a thing lies on disk. */
    interface Form<T> {
        void write(T thing, DataOutput out) throws IOException;

        T read(DataInput in) throws IOException;
    }

    /** {@code folder} is the caller's, to be deleted with all that is in it. */
    SortedSpool(Path folder, Comparator<T> order, Form<T> form, int inMemory) {
        this.folder = folder;
        this.order = order;
        this.form = form;
        this.inMemory = inMemory;
    }

    void add(T thing) throws IOException {
        load.add(thing);
        sorted = false;
        size++;
        if (load.size() >= inMemory) {
            layDown();
        }
    }

    long size() {
        return size;
    }

    /** From the first; may be asked for again. Nothing may be added meanwhile. */
    Iterator<T> iterator() {
        if (!sorted) {
            load.sort(order);
            sorted = true;
        }
        PriorityQueue<Source<T>> sources = new PriorityQueue<>(
                Comparator.<Source<T>, T>comparing(Source::head, order).thenComparingInt(Source::place));
        for (Path run : runs) {
            enlist(sources, new Source<>(new Run(run), sources.size()));
        }
        enlist(sources, new Source<>(load.iterator(), sources.size()));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !sources.isEmpty();
            }

            @Override
            public T next() {
                Source<T> source = sources.poll();
                if (source == null) {
                    throw new NoSuchElementException();
                }
                T next = source.head();
                enlist(sources, source);
                return next;
            }
        };
    }

    private static <T> void enlist(PriorityQueue<Source<T>> sources, Source<T> source) {
        if (source.advance()) {
            sources.add(source);
        }
    }

    private void layDown() throws IOException {
        load.sort(order);
        Path run = Files.createTempFile(folder, "run", ".bin");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
            for (T thing : load) {
                form.write(thing, out);
            }
        }
        runs.add(run);
        load.clear();
    }

    /** A run or the load, with the thing it would give next. */
    private static final class Source<T> {
        private final Iterator<T> things;
        private final int place;
        private @Nullable T head;

        Source(Iterator<T> things, int place) {
            this.things = things;
            this.place = place;
        }

        boolean advance() {
            head = things.hasNext() ? things.next() : null;
            return head != null;
        }

        T head() {
            return Objects.requireNonNull(head);
        }

        int place() {
            return place;
        }
    }

    /** What was laid on disk; closes itself at its end. */
    private final class Run implements Iterator<T> {
        private final DataInputStream in;
        private @Nullable T next;

        Run(Path file) {
            try {
                in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
            } catch (IOException lost) {
                throw new UncheckedIOException(lost);
            }
            next = read();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public T next() {
            T current = next;
            if (current == null) {
                throw new NoSuchElementException();
            }
            next = read();
            return current;
        }

        private @Nullable T read() {
            try {
                return form.read(in);
            } catch (EOFException end) {
                close();
                return null;
            } catch (IOException lost) {
                throw new UncheckedIOException(lost);
            }
        }

        private void close() {
            try {
                in.close();
            } catch (IOException unimportant) {
                throw new UncheckedIOException(unimportant);
            }
        }
    }
}
