package io.sojourn.proof;

import io.sojourn.proof.contender.Contenders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody over the same events, round by round, so that a slow hour of the machine hits all of them. */
final class Throughput {
    /** In a slow hour of the machine one round takes as long as three in a fast one. */
    private static final Duration WITHIN = Duration.ofMinutes(25);

    private final Plan plan;
    private final int rounds;
    private final List<String> contenders;
    private final List<String> javaOptions;

    Throughput(Plan plan, int rounds, List<String> only, List<String> javaOptions) {
        this.plan = plan;
        this.rounds = rounds;
        this.javaOptions = javaOptions;
        contenders = only.isEmpty() ? plan.contenders() : only;
    }

    Results run() throws Exception {
        Results results = new Results();
        try (Contest ledger = prepare(true);
                Contest inputs = prepare(false)) {
            Instant began = Instant.now();
            for (int round = 1; round <= rounds && hasTimeFor(round, began); round++) {
                for (String contender : contenders) {
                    Contest contest = Contenders.readsInputs(contender) ? inputs : ledger;
                    if (contest != null && (round == 1 || !Contenders.isAside(contender))) {
                        Measured run = contest.run(contender, round, javaOptions);
                        results.add(run);
                        System.err.printf("round %d  %-36s %,9.0f events/s%n", round, contender, run.eventsPerSecond());
                    }
                }
            }
        }
        List<Measured> strangers = results.strangers();
        if (!strangers.isEmpty()) {
            throw new IllegalStateException("not everybody decided the same: " + strangers);
        }
        return results;
    }

    /** Whether it would end in time if it took as long as those before it. */
    private static boolean hasTimeFor(int round, Instant began) {
        Duration spent = Duration.between(began, Instant.now());
        return round == 1 || spent.plus(spent.dividedBy(round - 1)).compareTo(WITHIN) <= 0;
    }

    /** Null if nobody needs it. */
    private @Nullable Contest prepare(boolean ready) throws Exception {
        return contenders.stream().anyMatch(contender -> Contenders.readsInputs(contender) != ready)
                ? Contest.prepare(
                        plan.load(), ready, Contest.PARTITIONS, plan.folder().resolve(ready ? "ledger" : "inputs"))
                : null;
    }

    /** Those that can be told from who ran. */
    static List<Aim> aims(Results results) {
        List<Aim> aims = new ArrayList<>();
        ratio(aims, results, Contenders.LIFECYCLE, Contenders.FLINK_ROCKSDB, 4, 0.4);
        ratio(aims, results, Contenders.LIFECYCLE, Contenders.FLINK_TUNED, 2.5, 0.4);
        ratio(aims, results, Contenders.LIFECYCLE, Contenders.FLINK_HEAP, 1.3, 0.2);
        ratio(aims, results, Contenders.WHOLE, Contenders.FLINK_TUNED, 1.5, 0.15);
        ratio(aims, results, Contenders.LIFECYCLE, Contenders.BY_HAND, 0.6, 0.25);
        return aims;
    }

    private static void ratio(List<Aim> aims, Results results, String ours, String theirs, double bound, double bar) {
        if (results.has(ours) && results.has(theirs)) {
            double found = results.eventsPerSecond(ours) / results.eventsPerSecond(theirs);
            aims.add(Aim.atLeast(ours + " over " + theirs, found, bound, bar));
        }
    }
}
