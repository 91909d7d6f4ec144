package io.sojourn.customer;

/**
 * What may happen so often that only the recent ones are remembered one by one, while all are counted. A repeat of one that
 * is not remembered counts again.
 *
 * @param trail the recent ones by event id, at least the latest {@value #KEPT} if there are so many
 * @param count all of them
 */
public record Recent(Trail trail, int count) {
    public static final int KEPT = 128;

    public static final Recent NONE = new Recent(Trail.EMPTY, 0);

    boolean knows(long id) {
        return trail.indexOf(id) >= 0;
    }

    /** With one more, unless it is known already. */
    Recent plus(long id, long at) {
        return knows(id) ? this : plus(new Trail.Step(at, id, 0, 0));
    }

    Recent plus(Trail.Step step) {
        return new Recent(keeping(trail.plus(step)), count + 1);
    }

    Recent plus(Recent other) {
        return new Recent(keeping(trail.plus(other.trail)), count + other.count);
    }

    /** The same trail without what need not be remembered; now and then only, since that copies it. */
    static Trail keeping(Trail trail) {
        return trail.size() > KEPT + KEPT / 2 ? trail.latest(KEPT) : trail;
    }
}
