package io.sojourn.lifecycle;

import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Moment;
import io.sojourn.policy.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is concluded of one customer: the facts, where they stand, and when to look again.
 *
 * @param posts one for each ladder of the policy, in its order
 * @param alarms one for each warning of the policy, in its order
 * @param decidedTo the latest instant decided so far; what is told of an earlier one is late
 * @param lookedAt the latest instant looked at, which is where the RFM shown stands
 * @param lookAgainAt the earliest instant at which something can change by itself, or {@link Measure#NEVER}
 */
public record Standing(
        CustomerId customer,
        Facts facts,
        List<Post> posts,
        List<Alarm> alarms,
        long decidedTo,
        long lookedAt,
        long lookAgainAt,
        Chain chain) {

    /** Before anything is known. */
    public static final long NEVER_DECIDED = Long.MIN_VALUE;

    /**
     * Where the customer stands on a ladder.
     *
     * @param since when they came here; meaningless while {@code ordinal} is 0, the initial stage
     * @param ordinal how many moves led here
     * @param because the text of the way in; null in the initial stage, and where the policy has no such way any more
     * @param previous the stage they came from, on a ladder that asks for it; else, and in the initial stage, null
     */
    public record Post(
            String ladder,
            String stage,
            long since,
            int ordinal,
            @Nullable String because,
            @Nullable String previous) implements Moment.Stand {
        public Post(String ladder, String stage, long since, int ordinal, @Nullable String because) {
            this(ladder, stage, since, ordinal, because, null);
        }

        static Post initial(Ladder ladder) {
            return new Post(ladder.id(), ladder.initial(), 0, 0, null);
        }
    }

    /** Whether a warning is raised; {@code ordinal} counts raisings and clearings. */
    public record Alarm(String warning, boolean raised, long since, int ordinal) {
        static Alarm of(Warning warning) {
            return new Alarm(warning.id(), false, 0, 0);
        }
    }

    public boolean isDueBy(long instant) {
        return lookAgainAt <= instant;
    }
}
