package io.sojourn.connectors.webhook;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * How long to wait before the next attempt: anything up to a limit that doubles each time. "Full jitter", so that those
 * who failed together do not come again together.
 *
 * @param base the limit after the first attempt
 * @param most the limit's limit
 * @param chance a number from zero to its argument, inclusive
 */
record Backoff(Duration base, Duration most, LongUnaryOperator chance) {
    private static final int DOUBLINGS = 30;

    /** @param attempts how many have failed, one or more */
    Duration after(int attempts) {
        long limit = base.toMillis() << Math.min(attempts - 1, DOUBLINGS);
        return Duration.ofMillis(chance.applyAsLong(Math.min(limit, most.toMillis())));
    }
}
