package io.sojourn.policy;

import java.util.List;

/**
 * Something that is so or not so of a customer, beside the ladders. Its level is 0 while its condition does not hold, else 1,
 * or more the further it has gone.
 */
public sealed interface Mark permits Tag, Warning, CareMoment {
    String id();

    Title title();

    Condition when();

    /** Every condition of it, {@link #when} first. */
    default List<Condition> conditions() {
        return List.of(when());
    }

    /** The highest level there is. */
    default int top() {
        return 1;
    }

    /** Whether it can be over while its condition still holds. */
    default boolean canBeSpent() {
        return false;
    }

    default int levelAt(Moment moment) {
        return when().holds(moment) ? 1 : 0;
    }

    /** The earliest instant after the moment at which {@link #levelAt} may change by itself, or {@link Measure#NEVER}. */
    default long nextChange(Moment moment) {
        return when().nextChange(moment);
    }
}
