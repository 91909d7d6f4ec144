package io.sojourn.proof;

import io.sojourn.proof.contender.Contenders;
import io.sojourn.proof.load.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How much is measured.
 *
 * @param quick whether this is the short form
 * @param load what throughput is measured with; the first quarter warms up
 * @param rounds how often each contender runs at most, unless once is enough
 * @param contenders who takes part
 * @param shares of the whole pipeline's capacity at which latency is measured, in percent
 * @param each how long at each of them
 * @param warmUp for how long at most a fresh service may fall behind before it is measured
 * @param beside how long others are listened to beside a crowd
 * @param crowd how many fall silent at one instant
 * @param stored how many silent customers there are when a tick is timed
 * @param hot how many events each customer has when growth is timed
 * @param partitions of the ledger, likewise
 * @param restored customers that are restored from the changelog; 0 to leave that out
 * @param beyondHeap customers that are more than the heap holds; 0 to leave that out
 * @param folder for everything that is written
 */
record Plan(
        boolean quick,
        Load load,
        int rounds,
        List<String> contenders,
        List<Integer> shares,
        Duration each,
        Duration warmUp,
        Duration beside,
        int crowd,
        List<Integer> stored,
        List<Integer> hot,
        List<Integer> partitions,
        int restored,
        int beyondHeap,
        Path folder) {
    private static final double SKEW = 0.6;

    /** Everything: under an hour on two cores. */
    static Plan full(Path folder) {
        return new Plan(
                false,
                new Load(3_000_000, 300_000, SKEW),
                3,
                Contenders.compared(),
                List.of(10, 50, 80),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                100_000,
                List.of(1_000, 10_000, 100_000, 1_000_000),
                List.of(10, 1_000, 10_000),
                List.of(1, 4, 16),
                1_000_000,
                10_000_000,
                folder);
    }

    /** Less than four minutes: enough to see a real regression. */
    static Plan quick(Path folder) {
        return new Plan(
                true,
                new Load(120_000, 12_000, SKEW),
                1,
                List.of(
                        Contenders.DECODE,
                        Contenders.BY_HAND,
                        Contenders.LIFECYCLE,
                        Contenders.FLINK_HEAP,
                        Contenders.NIGHTLY),
                List.of(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                2_000,
                List.of(1_000, 30_000),
                List.of(10, 1_000),
                List.of(),
                0,
                0,
                folder);
    }

    /**
     * Events a second that are assumed to be the whole pipeline's capacity; empty if it is to be found out. The short form runs
     * on machines nobody knows, and has no time for the compiler to get warm.
     */
    OptionalInt capacity() {
        return quick ? OptionalInt.of(2_000) : OptionalInt.empty();
    }

    /** The full form only reports; the short one fails below the bars. */
    boolean isPassedBy(List<Aim> aims) {
        return !quick || aims.stream().allMatch(Aim::isOverTheBar);
    }
}
