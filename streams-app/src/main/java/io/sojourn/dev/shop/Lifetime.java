package io.sojourn.dev.shop;

import java.time.Instant;

/** A span in which a customer was one: from the first order in it up to, not including, the instant of dropping out. */
record Lifetime(long from, long to) {
    boolean covers(Instant instant) {
        return from <= instant.toEpochMilli() && instant.toEpochMilli() < to;
    }
}
