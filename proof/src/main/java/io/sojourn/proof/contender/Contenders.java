package io.sojourn.proof.contender;

import io.sojourn.proof.load.Ground;
import io.sojourn.proof.load.Load;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everybody who takes part, by name. */
public final class Contenders {
    public static final String CONSUMER = "consumer";
    public static final String DECODE = "consumer + decode";
    public static final String BY_HAND = "by hand, exactly once";
    public static final String LIFECYCLE = "lifecycle, exactly once";
    public static final String LIFECYCLE_AT_LEAST_ONCE = "lifecycle, at least once";
    public static final String WHOLE = "whole, exactly once";
    public static final String WHOLE_AT_LEAST_ONCE = "whole, at least once";
    public static final String FLINK_HEAP = "Flink heap, exactly once";
    public static final String FLINK_HEAP_AT_LEAST_ONCE = "Flink heap, at least once";
    public static final String FLINK_ROCKSDB = "Flink RocksDB, exactly once";
    public static final String FLINK_TUNED = "Flink RocksDB tuned, exactly once";
    public static final String FLINK_TUNED_AT_LEAST_ONCE = "Flink RocksDB tuned, at least once";
    public static final String NIGHTLY = "nightly SQL";
    public static final String PAIR = "lifecycle, two instances";
    public static final String RESTORE = "restore";
    public static final String BOUNDED = "lifecycle, bounded memory";

    private static final Map<String, List<String>> FLINK = Map.of(
            FLINK_HEAP, List.of("--backend", "heap", "--guarantee", "exactly_once"),
            FLINK_HEAP_AT_LEAST_ONCE, List.of("--backend", "heap", "--guarantee", "at_least_once"),
            FLINK_ROCKSDB, List.of("--backend", "rocksdb", "--guarantee", "exactly_once"),
            FLINK_TUNED, List.of("--backend", "rocksdb-tuned", "--guarantee", "exactly_once"),
            FLINK_TUNED_AT_LEAST_ONCE, List.of("--backend", "rocksdb-tuned", "--guarantee", "at_least_once"));

    private static final Map<String, Contender> ALL = new LinkedHashMap<>();

    static {
        Map<String, String> atLeastOnce = Map.of("processing.guarantee", "at_least_once");
        ALL.put(CONSUMER, new ReadOnly(false));
        ALL.put(DECODE, new ReadOnly(true));
        ALL.put(BY_HAND, new ByHand());
        ALL.put(LIFECYCLE, new Sojourn(false, Map.of()));
        ALL.put(LIFECYCLE_AT_LEAST_ONCE, new Sojourn(false, atLeastOnce));
        ALL.put(WHOLE, new Sojourn(true, Map.of()));
        ALL.put(WHOLE_AT_LEAST_ONCE, new Sojourn(true, atLeastOnce));
        ALL.put(NIGHTLY, new Nightly());
        ALL.put(PAIR, new Pair());
        ALL.put(RESTORE, new Restore());
        ALL.put(BOUNDED, new Sojourn(false, Map.of("cache.customers", "20000", "rocksdb.memory", "128MiB")));
        ALL.put(Service.NAME, new Service());
    }

    private Contenders() {}

    /** Those whose throughput is compared, cheapest first. */
    public static List<String> compared() {
        return List.of(
                CONSUMER,
                DECODE,
                BY_HAND,
                LIFECYCLE,
                WHOLE,
                FLINK_HEAP,
                FLINK_TUNED,
                FLINK_ROCKSDB,
                LIFECYCLE_AT_LEAST_ONCE,
                WHOLE_AT_LEAST_ONCE,
                FLINK_HEAP_AT_LEAST_ONCE,
                FLINK_TUNED_AT_LEAST_ONCE,
                NIGHTLY);
    }

    /** Whether it only shows what another choice would bring, so that one round is enough. */
    public static boolean isAside(String contender) {
        return compared().indexOf(contender) >= compared().indexOf(LIFECYCLE_AT_LEAST_ONCE);
    }

    /** With what to start Flink's own process, if it is one of Flink's; else nothing. */
    public static List<String> asFlink(String contender, Ground ground) {
        List<String> chosen = FLINK.get(contender);
        if (chosen == null) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap", ground.bootstrap(),
                "--registry", ground.registry(),
                "--end", Long.toString(Load.END.toEpochMilli()),
                "--warm-up", Integer.toString(ground.warmUp()),
                "--parallelism", Integer.toString(Ground.THREADS),
                "--dir", ground.scratch().toString()));
        arguments.addAll(chosen);
        return arguments;
    }

    /** Whether it takes what the sources send, rather than a ready ledger. */
    public static boolean readsInputs(String contender) {
        return contender.equals(WHOLE) || contender.equals(WHOLE_AT_LEAST_ONCE);
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static Contender named(String name) {
        Contender contender = ALL.get(name);
        if (contender == null) {
            throw new IllegalArgumentException("no contender " + name + "; there are " + ALL.keySet());
        }
        return contender;
    }
}
