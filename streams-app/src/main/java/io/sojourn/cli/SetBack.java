package io.sojourn.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that the machine's clock was set back. What Kafka's clients do every so often they then leave undone until the clock is
 * as late again as it was: no commit, no heartbeat, no letter of the clock. Only a process started anew does not know the
 * later time.
 */
final class SetBack {
    /** Standing still for so long is no worse than starting anew. */
    private static final Duration TOLERATED = Duration.ofSeconds(10);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private long furthestAhead = Long.MIN_VALUE;

    /** @param nanos a clock that nobody sets, such as {@link System#nanoTime} */
    SetBack(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        by();
    }

    /** Whether there is more to wait for than one should. */
    boolean tooFar() {
        return by().compareTo(TOLERATED) > 0;
    }

    /** How far behind the latest time that was seen the clock is, had it gone on since then. */
    Duration by() {
        long ahead = wall.millis() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
        furthestAhead = Math.max(furthestAhead, ahead);
        return Duration.ofMillis(furthestAhead - ahead);
    }
}
