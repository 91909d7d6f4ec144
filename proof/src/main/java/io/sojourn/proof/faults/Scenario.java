package io.sojourn.proof.faults;

import io.sojourn.proof.faults.script.Script;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * A fault, and how it is shown that it did no harm.
 *
 * @param name for {@code --scenario}
 * @param does what happens, for people
 * @param quick whether the short form has it
 * @param script what is sent meanwhile, by seed
 * @param golden what it is held against
 * @param sameOrder whether each customer's records arrive in one order, so that the decisions must be equal too
 * @param settings of the instances, beside the site's
 */
record Scenario(
        String name,
        String does,
        boolean quick,
        LongFunction<Script> script,
        Golden golden,
        boolean sameOrder,
        Map<String, String> settings,
        Plot plot,
        Control control) {
    static Scenario of(String name, String does, LongFunction<Script> script, Plot plot, Control control) {
        return new Scenario(name, does, false, script, Golden.run(script), true, Map.of(), plot, control);
    }

    Scenario inQuick() {
        return new Scenario(name, does, true, script, golden, sameOrder, settings, plot, control);
    }

    /** With these settings too. */
    Scenario with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(more);
        return new Scenario(name, does, quick, script, golden, sameOrder, all, plot, control);
    }

    /** Held against the run of another script. */
    Scenario against(LongFunction<Script> golden) {
        return against(Golden.run(golden));
    }

    Scenario against(Golden golden) {
        return new Scenario(name, does, quick, script, golden, sameOrder, settings, plot, control);
    }

    /** Only what is known at the end must be the same. */
    Scenario inAnyOrder() {
        return new Scenario(name, does, quick, script, golden, false, settings, plot, control);
    }
}
