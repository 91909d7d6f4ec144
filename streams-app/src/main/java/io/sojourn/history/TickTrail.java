package io.sojourn.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The ticks of the past: one at every multiple of an interval (of days: at midnight UTC) that events go by. Pure.
 *
 * <p>An event at the very instant of a tick stands above it. So which ticks stand between two events depends on these two
 * alone, and an import that goes on after a crash writes the same sequence.
 */
record TickTrail(Duration every) {
    TickTrail {
        Mapping.refuseUnless(
                every.compareTo(Duration.ofMinutes(1)) >= 0,
                "ticks of the past are a minute apart or more, not " + every);
    }

    /** Ticks to write after an event at {@code last} and before one at {@code next}, which is not earlier. */
    List<Instant> between(Instant last, Instant next) {
        long step = every.toMillis();
        long end = next.toEpochMilli();
        List<Instant> ticks = new ArrayList<>();
        for (long at = -Math.floorDiv(-last.toEpochMilli(), step) * step; at < end; at += step) {
            ticks.add(Instant.ofEpochMilli(at));
        }
        return ticks;
    }
}
