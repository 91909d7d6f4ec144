package io.sojourn.value.purchase;

import java.util.function.LongPredicate;

/**
 * The millisecond from which on something holds that stays true once it is. Found by asking at whole milliseconds only, so it holds
 * at the crossing and not at the millisecond before, whatever the rounding inside: who asks again at that instant hears the same.
 */
public final class Crossing {
    public static final long NEVER = Long.MAX_VALUE;

    /** A thousand years: what has not happened by then never will. */
    private static final long HORIZON = 365_250L * 86_400_000L;

    private Crossing() {}

    /** The first from {@code from} on, or {@link #NEVER}; the nearer {@code guess} is, the sooner it is found. */
    static long first(LongPredicate holds, long from, long guess) {
        if (holds.test(from)) {
            return from;
        }
        long end = from + HORIZON;
        long low = from;
        long high = StrictMath.max(from + 1, StrictMath.min(guess, end));
        for (long step = 1; !holds.test(high); step *= 2) {
            if (high == end) {
                return NEVER;
            }
            low = high;
            high = StrictMath.min(end, high + step);
        }
        for (long step = 1; high - low > step; step *= 2) {
            if (!holds.test(high - step)) {
                low = high - step;
                break;
            }
            high -= step;
        }
        return between(holds, low, high);
    }

    /** Halves the way from where it does not hold to where it does. */
    private static long between(LongPredicate holds, long doesNot, long does) {
        long low = doesNot;
        long high = does;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
