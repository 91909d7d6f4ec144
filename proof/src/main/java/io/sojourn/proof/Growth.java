package io.sojourn.proof;

import io.sojourn.proof.contender.Contenders;
import io.sojourn.proof.load.Load;
import java.util.ArrayList;
import java.util.List;

/** How cost grows with what there is: with a customer's history, with partitions and instances, with customers. */
final class Growth {
    private static final List<String> ROOM = List.of("-Xmx2g");
    /** Ten million customers as objects would need some ten times as much. */
    private static final List<String> SMALL_HEAP = List.of("-Xmx768m");

    private final Plan plan;
    private final List<List<String>> rows = new ArrayList<>();

    record Outcome(List<Aim> aims, Table table) {}

    private Growth(Plan plan) {
        this.plan = plan;
    }

    static Outcome run(Plan plan) throws Exception {
        return new Growth(plan).run();
    }

    private Outcome run() throws Exception {
        int events = plan.load().events() / 8;
        double shortest = 0;
        double longest = 0;
        for (int orders : plan.hot()) {
            Load load = new Load(events, Math.max(1, events / orders), 0);
            Measured run = once(load, Contest.PARTITIONS, Contenders.LIFECYCLE, ROOM);
            note(Results.whole(orders) + " events a customer", run);
            shortest = shortest == 0 ? run.cpuSecondsPerMillion() : shortest;
            longest = run.cpuSecondsPerMillion();
        }
        Load usual = new Load(events, events / 10, plan.load().skew());
        for (int partitions : plan.partitions()) {
            note(partitions + " partitions", once(usual, partitions, Contenders.LIFECYCLE, ROOM));
        }
        if (!plan.partitions().isEmpty()) {
            note("two instances of one thread", once(usual, Contest.PARTITIONS, Contenders.PAIR, ROOM));
        }
        List<Aim> aims = new ArrayList<>();
        aims.add(Aim.atMost("cost of an event, longest over shortest history", longest / shortest, 2, 4));
        if (plan.restored() > 0) {
            Load newcomers = new Load(plan.restored(), plan.restored(), 0);
            Measured restored = once(newcomers, Contest.PARTITIONS, Contenders.RESTORE, ROOM);
            note("restore, records of the changelog", restored);
            aims.add(Aim.atLeast("customers restored a second", restored.eventsPerSecond(), 100_000));
        }
        if (plan.beyondHeap() > 0) {
            Load many = new Load(plan.beyondHeap(), plan.beyondHeap(), 0);
            note(
                    Results.whole(plan.beyondHeap()) + " events of as many customers, heap "
                            + SMALL_HEAP.get(0).substring(4),
                    once(many, Contest.PARTITIONS, Contenders.BOUNDED, SMALL_HEAP));
        }
        return new Outcome(
                aims,
                new Table(
                        "Growth of the lifecycle, exactly once",
                        List.of("with", "events/s", "app CPU-s/M", "peak RSS MiB", "state B/customer"),
                        rows));
    }

    private Measured once(Load load, int partitions, String contender, List<String> options) throws Exception {
        try (Contest contest =
                Contest.prepare(load, true, partitions, plan.folder().resolve("growth-" + rows.size()))) {
            return contest.run(contender, 1, options);
        }
    }

    private void note(String with, Measured run) {
        rows.add(List.of(
                with,
                Results.whole(run.eventsPerSecond()),
                Results.tenths(run.cpuSecondsPerMillion(), 1),
                Results.whole(run.peakRssBytes() / (1 << 20)),
                run.stateBytesPerCustomer() == 0 ? "–" : Results.whole(run.stateBytesPerCustomer())));
    }
}
