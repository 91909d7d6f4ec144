package io.sojourn.proof.faults;

import static io.sojourn.proof.faults.Control.atLeastOnce;

import io.sojourn.proof.faults.evidence.Doctored;
import io.sojourn.proof.faults.script.Script;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Kinds of scenarios that differ in what happens only, each kind with the control that suits it. */
final class Kinds {
    /** Work is left open for longer than usual, so that faults find some. */
    static final Map<String, String> OPEN_FOR_LONG = Map.of("commit.interval", "1s", "commit.interval.behind", "1s");

    /** For brokers of which one may be missing. */
    static final Map<String, String> THREE_REPLICAS = Map.of("replication.factor", "3");

    /** The short caches of other runs would make these long. */
    static final Map<String, String> FOR_MANY = Map.of("cache.customers", "20000");

    private Kinds() {}

    /** What exactly once is for. */
    static Scenario crash(String name, String does, LongFunction<Script> script, Plot plot) {
        return Scenario.of(name, does, script, plot, atLeastOnce()).with(OPEN_FOR_LONG);
    }

    /** What may go well even at least once, by luck or because it goes in order; killing each does not. */
    static Scenario byForce(String name, String does, Plot plot) {
        Control control = new Control.Rerun(
                "at least once, and each is killed",
                Map.of("processing.guarantee", "at_least_once"),
                Crashes.rollingByForce());
        return Scenario.of(name, does, Shape.LASTING, plot, control).with(OPEN_FOR_LONG);
    }

    /** What may go well even at least once, since the instance lives through it; if it does not, it does not. */
    static Scenario outage(String name, String does, Function<Boolean, Plot> plot) {
        Control control = new Control.Rerun(
                "at least once, and the instance is killed meanwhile",
                Map.of("processing.guarantee", "at_least_once"),
                plot.apply(true));
        return Scenario.of(name, does, Shape.PATIENT, plot.apply(false), control)
                .with(OPEN_FOR_LONG);
    }

    /** Nothing is refused because the registry is away. */
    static Scenario registry(String name, String does, Plot plot) {
        return Scenario.of(
                name,
                does,
                Shape.ORDINARY,
                plot,
                new Control.Doctored("an event dead-lettered", Doctored::deadLettered));
    }
}
