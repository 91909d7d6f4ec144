package io.sojourn.value.purchase;

import io.sojourn.customer.Trail;

/**
 * A customer's orders as the models count them: the orders of one UTC day are one occasion, dated by the first of them and worth
 * their sum, since a basket split in two is not a second decision to buy.
 *
 * @param repeats occasions after the first
 * @param firstAt the first occasion, in milliseconds
 * @param lastAt the latest occasion, in milliseconds
 * @param repeatSpend what those after the first were worth, less what was refunded of them, in 1/10,000
 */
public record Occasions(int repeats, long firstAt, long lastAt, long repeatSpend) {
    private static final long DAY = 86_400_000L;

    /**
     * Of the orders up to an instant.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Occasions of(Trail orders, long instant) {
        int count = orders.countUpTo(instant);
        if (count == 0) {
            throw new IllegalArgumentException("the models know nothing of who has not ordered yet");
        }
        long firstAt = orders.at(0);
        long lastAt = firstAt;
        int repeats = 0;
        int firstOfRepeats = count;
        for (int i = 1; i < count; i++) {
            if (day(orders.at(i)) != day(lastAt)) {
                lastAt = orders.at(i);
                firstOfRepeats = repeats == 0 ? i : firstOfRepeats;
                repeats++;
            }
        }
        long spend = orders.amount(firstOfRepeats, count) - orders.off(firstOfRepeats, count);
        return new Occasions(repeats, firstAt, lastAt, spend);
    }

    /** What the models see of them at an instant, in units of so many milliseconds. */
    public Observed at(long instant, long unitMillis) {
        double unit = unitMillis;
        return new Observed(repeats, (lastAt - firstAt) / unit, (instant - firstAt) / unit);
    }

    private static long day(long at) {
        return StrictMath.floorDiv(at, DAY);
    }
}
