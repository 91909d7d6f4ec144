package io.sojourn.policy;

import io.sojourn.customer.Facts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer, at an instant: all that a condition may look at.
 *
 * @param stands where they stand, one for each ladder of the policy, in its order
 * @param marks what else is so of them, one for each mark of the policy, in its order
 */
public record Moment(Facts facts, long at, List<? extends Stand> stands, List<? extends Marking> marks) {
    /** For conditions that ask about no ladder and no tag. */
    public Moment(Facts facts, long at) {
        this(facts, at, List.of(), List.of());
    }

    /** Whether a mark is so of a customer. */
    public interface Marking {
        boolean isOn();
    }

    /** Where a customer stands on one ladder. */
    public interface Stand {
        String stage();

        /** The stage they came from; null before the first move, and where no condition asks for it. */
        @Nullable
        String previous();

        /** Whether they stand where everybody begins and, since anything is known of them, never stood elsewhere. */
        boolean isBeginning();

        /** When they came here; meaningless at the beginning. */
        long since();
    }
}
