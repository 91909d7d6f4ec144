package io.sojourn.proof.load;

import io.sojourn.Settings;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a contender runs.
 *
 * @param bootstrap broker that holds the load
 * @param registry URL of its schema registry
 * @param partitions of the ledger and the inputs
 * @param events in the load, ticks not counted
 * @param warmUp how many of them pass before the clock starts: the machine code of a fresh process is not what is measured
 * @param scratch an empty folder of its own
 */
public record Ground(String bootstrap, String registry, int partitions, int events, int warmUp, Path scratch) {
    /** Threads a contender may work with: as many as the machines this is made for have cores. */
    public static final int THREADS = 2;

    /** How many events are timed. */
    public int timed() {
        return events - warmUp;
    }

    /** The product's own settings on this ground; everything not named here is as shipped. */
    public Settings settings(String applicationId) {
        return Settings.defaults()
                .with("application.id", applicationId)
                .with("state.dir", scratch.resolve("state").toString())
                .with("kafka.bootstrap.servers", bootstrap)
                .with("schema.registry.url", registry)
                .with("input.partitions", Integer.toString(partitions))
                .with("ledger.partitions", Integer.toString(partitions))
                .with("replication.factor", "1")
                .with("threads", Integer.toString(THREADS));
    }

    /** What every Kafka client needs. */
    public Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", bootstrap);
    }
}
