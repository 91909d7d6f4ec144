package io.sojourn.replay;

import io.sojourn.policy.Policies;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.avro.specific.SpecificRecord;

/** Folds a ledger, several partitions at once. */
public final class Replay {
    private static final byte[] NO_KEY = new byte[0];

    private final Ledger ledger;
    private final Policies policies;
    private final WireFormat wire;

    /** @param policies those of the settings; the ledger itself says which became active later */
    public Replay(Ledger ledger, Policies policies, WireFormat wire) {
        this.ledger = ledger;
        this.policies = policies;
        this.wire = wire;
    }

    /** What is done with one partition. Each is used by one thread. */
    public interface Part extends Fold.Listener {
        /** Whether the fold hears this entry. */
        default boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
            return true;
        }

        /** Called after the last entry. */
        default void end(Fold fold) {}
    }

    /**
     * All partitions.
     *
     * @param parts makes the part of each partition
     */
    public void run(IntFunction<? extends Part> parts) throws InterruptedException {
        int threads = Math.min(ledger.partitions(), Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int partition = 0; partition < ledger.partitions(); partition++) {
                int one = partition;
                all.add(pool.submit(() -> fold(one, parts.apply(one))));
            }
            for (Future<?> each : all) {
                await(each);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void fold(int partition, Part part) {
        Fold fold = new Fold(policies, part);
        ledger.read(partition, entry -> {
            SpecificRecord decoded = wire.decodeHead(Topics.LEDGER, entry.value());
            if (part.hears(entry, decoded)) {
                byte[] key = entry.key();
                fold.hear(key == null ? NO_KEY : key, decoded, entry.timestamp(), entry.mode());
            }
        });
        part.end(fold);
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
