package io.sojourn.proof;

import io.sojourn.proof.load.Ground;
import io.sojourn.stream.TickCost;
import java.util.ArrayList;
import java.util.List;

/** What a tick costs, by how many customers are stored and how many of them fall silent by it. */
final class Timers {
    private Timers() {}

    /** Milliseconds of a tick by which nobody is due, at the fewest and at the most customers; and the table. */
    record Outcome(double idleFewest, double idleMost, Table table) {}

    static Outcome run(Plan plan) {
        List<List<String>> rows = new ArrayList<>();
        List<Double> idle = new ArrayList<>();
        for (int stored : plan.stored()) {
            Ground ground = new Ground(
                    "no-broker:9092",
                    "mock://timers",
                    1,
                    stored,
                    0,
                    plan.folder().resolve("timers-" + stored));
            try (TickCost ticks = new TickCost(ground.settings("timers-" + stored), stored)) {
                ticks.millis(0, 200);
                idle.add(ticks.millis(0, 201));
                double hundred = stored > 300 ? ticks.millis(100, 3) : 0;
                boolean enough = stored >= 100_000;
                rows.add(List.of(
                        Results.whole(stored),
                        Results.tenths(idle.get(idle.size() - 1), 3),
                        Results.tenths(hundred, 2),
                        enough ? Results.tenths(ticks.millis(10_000, 3), 1) : "–"));
            }
        }
        return new Outcome(
                idle.get(0),
                idle.get(idle.size() - 1),
                new Table(
                        "A tick, in milliseconds, by how many fall silent by it",
                        List.of("customers stored", "nobody", "100", "10,000"),
                        rows));
    }
}
