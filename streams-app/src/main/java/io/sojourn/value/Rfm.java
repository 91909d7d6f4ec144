package io.sojourn.value;

import io.sojourn.customer.Facts;
import io.sojourn.customer.Trail;

/**
 * Recency, frequency and monetary at one instant {@code i} over the trailing window {@code (i − window, i]}: an order at
 * {@code o} is inside while {@code i < o + window}. Money in 1/10,000.
 *
 * @param lastOrderAt latest order of any age, or {@link Facts#NEVER_HAPPENED}
 * @param frequency orders in the window
 * @param gross their totals
 * @param refunds what went back, zero or below: of orders in the window, and without an order at its own time
 */
public record Rfm(long windowMillis, long lastOrderAt, int frequency, long gross, long refunds) {
    public static final long DAY = 86_400_000L;

    public static Rfm of(Facts facts, long instant, long windowMillis) {
        Trail orders = facts.purchases().counting();
        Trail refunds = facts.purchases().refunds();
        int from = orders.countUpTo(instant - windowMillis);
        int to = orders.countUpTo(instant);
        long atOwnTime = refunds.amount(refunds.countUpTo(instant - windowMillis), refunds.countUpTo(instant));
        return new Rfm(
                windowMillis,
                facts.lastOrderAt(instant),
                to - from,
                orders.amount(from, to),
                -orders.off(from, to) - atOwnTime);
    }

    public long net() {
        return gross + refunds;
    }

    /** When the next order or refund leaves the window if nothing else happens, or {@link Long#MAX_VALUE}. */
    public static long nextChange(Facts facts, long instant, long windowMillis) {
        return Math.min(
                nextLeaving(facts.purchases().counting(), instant, windowMillis),
                nextLeaving(facts.purchases().refunds(), instant, windowMillis));
    }

    private static long nextLeaving(Trail trail, long instant, long windowMillis) {
        int oldest = trail.countUpTo(instant - windowMillis);
        return oldest < trail.size() ? trail.at(oldest) + windowMillis : Long.MAX_VALUE;
    }
}
