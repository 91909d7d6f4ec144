package io.sojourn.proof.faults;

import io.sojourn.proof.faults.script.Script;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run under a fault is held against. Equal ones are had once a series.
 *
 * @param plot what happens in the run without a fault, mostly nothing; null where what the script must come to is
 *     reckoned by the pure fold, and nothing is run
 */
record Golden(LongFunction<Script> script, @Nullable Plot plot) {
    static Golden run(LongFunction<Script> script) {
        return new Golden(script, Plot.NOTHING);
    }

    /** For sound events only, and so many that another run would take long. */
    static Golden reckoned(LongFunction<Script> script) {
        return new Golden(script, null);
    }
}
