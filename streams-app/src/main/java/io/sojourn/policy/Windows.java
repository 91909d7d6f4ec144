package io.sojourn.policy;

import io.sojourn.customer.Trail;

/** How many steps of a trail are inside a trailing window: one at {@code o} is, while now is before {@code o + window}. */
final class Windows {
    private Windows() {}

    static int count(Trail trail, long at, long windowMillis) {
        int all = trail.countUpTo(at);
        return windowMillis == Measure.EVER ? all : all - trail.countUpTo(at - windowMillis);
    }

    /** When, by leaving one after the other, they become fewer than so many; never where they are already. */
    static long whenFewerThan(long boundary, Trail trail, long at, long windowMillis) {
        long decisive = trail.countUpTo(at) - boundary;
        if (boundary <= 0 || decisive < 0 || windowMillis == Measure.EVER) {
            return Measure.NEVER;
        }
        long leaves = trail.at((int) decisive) + windowMillis;
        return leaves > at ? leaves : Measure.NEVER;
    }
}
