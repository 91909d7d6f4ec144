package io.sojourn.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.ledger.StoredEntry;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * Brings a {@link LedgerCopy} up to where the ledger ends. A file is there whole or not at all, and is in the index
 * after it is there: a pull that was broken off goes on where the index ends. After every line of an index or of the
 * schemas {@code ledger.json} says how much of them belongs to the copy, and at the end that this is all.
 */
public final class Pull {
    private static final int ENTRIES_A_FILE = 500_000;
    private static final int COMPRESSION = 3;
    private static final String UNFINISHED = ".part";

    private final BrokerLedger ledger;
    private final LedgerCopy copy;
    private final WireFormat wire;
    private final Map<String, CopyHead.Written> lists = new TreeMap<>();
    private final Set<Integer> knownSchemas;
    private long entries;

    /**
     * @param copy what is there already
     * @param wire of the registry in which the entries' schemas are
     */
    public Pull(BrokerLedger ledger, LedgerCopy copy, WireFormat wire) {
        this.ledger = ledger;
        this.copy = copy;
        this.wire = wire;
        knownSchemas = new HashSet<>(copy.schemas().keySet());
    }

    /**
     * All partitions, one after the other; answers how many entries came.
     *
     * @throws IllegalStateException if the copy is of another ledger, as far as can be told, or was changed
     */
    public long run() {
        if (copy.partitions() != 0 && copy.partitions() != ledger.partitions()) {
            throw new IllegalStateException(copy.folder() + " holds a ledger of " + copy.partitions()
                    + " partitions, this one has " + ledger.partitions() + ": pull it into another folder");
        }
        try {
            for (String list : LedgerCopy.lists(ledger.partitions())) {
                lists.put(list, there(list));
            }
            if (copy.partitions() == 0) {
                Files.createDirectories(copy.folder());
                writeHead(false);
            }
            for (int partition = 0; partition < ledger.partitions(); partition++) {
                pull(partition);
            }
            writeHead(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** What there is of a file that only ever grows: what was written of it, and what a broken off pull wrote last. */
    private CopyHead.Written there(String list) throws IOException {
        Path file = copy.file(list);
        if (Files.notExists(file)) {
            return CopyHead.Written.of(new byte[0]);
        }
        if (copy.partitions() == 0) {
            throw new IllegalStateException(
                    file + " is there and " + copy.headFile() + " is not: pull into another folder");
        }
        byte[] now = Files.readAllBytes(file);
        Map<String, CopyHead.Written> written = copy.head().lists();
        if (written != null && !Objects.requireNonNull(written.get(list)).begins(now)) {
            throw new IllegalStateException(
                    file + " is not what " + copy.headFile() + " says was pulled: pull into another folder");
        }
        return CopyHead.Written.of(now);
    }

    private void pull(int partition) throws IOException {
        String index = LedgerCopy.index(partition);
        Path into = copy.folder(partition);
        Files.createDirectories(into);
        if (Files.notExists(copy.file(index))) {
            Files.createFile(copy.file(index));
        }
        List<Segment> there = partition < copy.partitions() ? copy.segments(partition) : List.of();
        @Nullable Segment latest = there.isEmpty() ? null : there.get(there.size() - 1);
        long from = latest == null ? 0 : latest.next();
        if (from > ledger.end(partition)) {
            throw new IllegalStateException(copy.folder() + " holds entries of partition " + partition + " up to "
                    + from + ", the ledger ends at " + ledger.end(partition) + ": it is a copy of another ledger");
        }
        try (Writer writer = new Writer(into, index, latest)) {
            ledger.read(partition, from, writer::add);
            writer.finish(ledger.end(partition));
        }
    }

    /** Writes the files of one partition. */
    private final class Writer implements AutoCloseable {
        private final Path into;
        private final String index;
        private String chain;
        private long previous;
        private @Nullable DataFileWriter<StoredEntry> file;
        private @Nullable Path unfinished;
        private long first;
        private long count;

        Writer(Path into, String index, @Nullable Segment latest) {
            this.into = into;
            this.index = index;
            chain = latest == null ? "" : latest.chain();
            previous = latest == null ? -1 : latest.last();
        }

        void add(Ledger.Entry entry) {
            try {
                know(entry.value());
                DataFileWriter<StoredEntry> open = file == null ? begin(entry.offset()) : file;
                byte[] key = entry.key();
                open.append(new StoredEntry(
                        entry.offset(),
                        previous,
                        Instant.ofEpochMilli(entry.timestamp()),
                        entry.mode(),
                        key == null ? null : ByteBuffer.wrap(key),
                        ByteBuffer.wrap(entry.value())));
                previous = entry.offset();
                entries++;
                if (++count == ENTRIES_A_FILE) {
                    finish(entry.offset() + 1);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private DataFileWriter<StoredEntry> begin(long offset) throws IOException {
            first = offset;
            count = 0;
            unfinished = into.resolve("%020d.avro%s".formatted(offset, UNFINISHED));
            DataFileWriter<StoredEntry> open = new DataFileWriter<>(new SpecificDatumWriter<>(StoredEntry.class))
                    .setCodec(CodecFactory.zstandardCodec(COMPRESSION, true))
                    .create(StoredEntry.getClassSchema(), unfinished.toFile());
            file = open;
            return open;
        }

        /** @param next where the entries after this file begin */
        void finish(long next) {
            if (file == null || unfinished == null) {
                return;
            }
            try {
                file.close();
                file = null;
                Path finished = into.resolve(unfinished.getFileName().toString().replace(UNFINISHED, ""));
                Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
                String sha256 = sha256(Files.readAllBytes(finished));
                chain = sha256((chain + sha256).getBytes(UTF_8));
                String name = finished.getFileName().toString();
                append(
                        index,
                        LedgerCopy.MAPPER.writeValueAsString(
                                new Segment(name, first, next, previous, count, sha256, chain)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                if (file != null && unfinished != null) {
                    file.close();
                    Files.delete(unfinished);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void know(byte[] value) throws IOException {
        int id = WireFormat.schemaId(value);
        if (knownSchemas.add(id)) {
            JsonNode schema = LedgerCopy.MAPPER.readTree(wire.schema(id));
            var line = LedgerCopy.MAPPER.createObjectNode().put("id", id);
            line.set("schema", schema);
            append(LedgerCopy.SCHEMAS, line.toString());
        }
    }

    /** The file has the line, or is as it was; the head says so after that. */
    private void append(String list, String line) throws IOException {
        Path file = copy.file(list);
        String before = Files.exists(file) ? Files.readString(file) : "";
        byte[] after = (before + line + "\n").getBytes(UTF_8);
        replace(file, after);
        lists.put(list, CopyHead.Written.of(after));
        writeHead(false);
    }

    private void writeHead(boolean finished) throws IOException {
        replace(
                copy.headFile(),
                new CopyHead(ledger.partitions(), finished, lists).text().getBytes(UTF_8));
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.write(next, content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
