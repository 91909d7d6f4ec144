package io.sojourn.replay;

import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;

/** Folds a ledger, several partitions at once. */
public final class Replay {
    private static final int BETWEEN_NEWS = 4_096;

    private final Ledger ledger;
    private final WireFormat wire;
    private final Function<Fold.Listener, Fold> folds;
    private final AtomicLong heard = new AtomicLong();

    /** @param policies those of the settings; the ledger itself says which became active later */
    public Replay(Ledger ledger, Policies policies, WireFormat wire) {
        this(ledger, wire, listener -> new Fold(policies, listener));
    }

    private Replay(Ledger ledger, WireFormat wire, Function<Fold.Listener, Fold> folds) {
        this.ledger = ledger;
        this.wire = wire;
        this.folds = folds;
    }

    /** By one policy from the beginning on, whatever the ledger says became active. */
    public static Replay by(Policy policy, Ledger ledger, WireFormat wire) {
        return new Replay(ledger, wire, listener -> Fold.by(policy, listener));
    }

    /** What is done with one partition. Each is used by one thread. */
    public interface Part extends Fold.Listener, AutoCloseable {
        /** Called before the first entry. */
        default void begin(Fold fold) {}

        /** Whether the fold hears this entry. */
        default boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
            return true;
        }

        /** Called after the last entry. */
        default void end(Fold fold) {}

        /** Called at last, whatever happened. */
        @Override
        default void close() {}
    }

    /** All partitions, seen by nobody. */
    public void run(IntFunction<? extends Part> parts) throws InterruptedException {
        run(parts, done -> {});
    }

    /**
     * All partitions.
     *
     * @param parts makes the part of each partition
     * @param progress told now and then how many entries were heard so far; by one thread at a time
     * @return how many entries there were
     */
    public long run(IntFunction<? extends Part> parts, LongConsumer progress) throws InterruptedException {
        int threads = Math.min(ledger.partitions(), Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int partition = 0; partition < ledger.partitions(); partition++) {
                int one = partition;
                all.add(pool.submit(() -> fold(one, parts, progress)));
            }
            for (Future<?> each : all) {
                await(each);
            }
            return heard.get();
        } finally {
            pool.shutdownNow();
        }
    }

    /** The partition of one customer alone, in the thread of the caller. */
    public void run(CustomerId one, Part part) {
        fold(LedgerPartitioner.partitionOf(one.toKey(), ledger.partitions()), partition -> part, done -> {});
    }

    private void fold(int partition, IntFunction<? extends Part> parts, LongConsumer progress) {
        try (Part part = parts.apply(partition)) {
            Fold fold = folds.apply(part);
            part.begin(fold);
            var told = new AtomicLong();
            ledger.read(partition, entry -> {
                SpecificRecord decoded = wire.decodeHead(Topics.LEDGER, entry.value());
                if (part.hears(entry, decoded)) {
                    fold.hear(entry, decoded);
                }
                if (told.incrementAndGet() % BETWEEN_NEWS == 0) {
                    tell(BETWEEN_NEWS, progress);
                }
            });
            tell(told.get() % BETWEEN_NEWS, progress);
            part.end(fold);
        }
    }

    private synchronized void tell(long more, LongConsumer progress) {
        progress.accept(heard.addAndGet(more));
    }

    private static void await(Future<?> one) throws InterruptedException {
        try {
            one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
