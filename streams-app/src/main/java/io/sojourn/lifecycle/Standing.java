package io.sojourn.lifecycle;

import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is concluded of one customer: the facts, where they stand, and when to look again.
 *
 * @param posts one for each ladder of the policy, in its order
 * @param marks one for each mark of the policy, in its order
 * @param decidedTo the latest instant decided so far; what is told of an earlier one is late
 * @param lookedAt the latest instant looked at, which is where the RFM shown stands
 * @param lookAgainAt the earliest instant at which something can change by itself, or {@link Measure#NEVER}
 */
public record Standing(
        CustomerId customer,
        Facts facts,
        List<Post> posts,
        List<Marked> marks,
        long decidedTo,
        long lookedAt,
        long lookAgainAt,
        Chain chain) {

    /** Before anything is known. */
    public static final long NEVER_DECIDED = Long.MIN_VALUE;

    /** When what is not remembered was so. */
    public static final long FORGOTTEN = Long.MIN_VALUE;

    /**
     * Where the customer stands on a ladder.
     *
     * @param since when they came here; meaningless while {@code ordinal} is 0, the initial stage, and {@link #FORGOTTEN} in
     *     the initial stage of who was erased
     * @param ordinal how many moves led here, those before an erasure too
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

        @Override
        public boolean isBeginning() {
            return ordinal == 0 || since == FORGOTTEN;
        }

        /** The beginning again, and nothing about how they came there but in how many moves. */
        Post forgotten(Ladder of) {
            return new Post(ladder, of.initial(), ordinal == 0 ? 0 : FORGOTTEN, ordinal, null);
        }

        static Post initial(Ladder ladder) {
            return new Post(ladder.id(), ladder.initial(), 0, 0, null);
        }
    }

    /**
     * Whether a tag is had, a warning raised, a care moment due.
     *
     * @param level {@link #OFF}, {@link #ON}, more for a warning that escalated, or {@link #SPENT}
     * @param since when the latest of it was announced; meaningless while {@code ordinal} is 0
     * @param ordinal how much of it was announced
     */
    public record Marked(String mark, int level, long since, int ordinal) implements Moment.Marking {
        public static final int OFF = 0;
        public static final int ON = 1;

        /** Its time is over though its condition still holds: it comes back once that ceased and holds anew. */
        public static final int SPENT = -1;

        static Marked of(Mark mark) {
            return new Marked(mark.id(), OFF, 0, 0);
        }

        @Override
        public boolean isOn() {
            return level > OFF;
        }

        Marked at(int other) {
            return new Marked(mark, other, since, ordinal);
        }

        /** Not so, and nothing about when it was but how often that was announced. */
        Marked forgotten() {
            return new Marked(mark, OFF, ordinal == 0 ? 0 : FORGOTTEN, ordinal);
        }
    }

    /**
     * Whether nothing is known of them: not yet, or not any more, since they were erased. Of who was erased only counts and the
     * chain are left, so that what is said of them if they come back has ids of its own.
     */
    public boolean isUnknown() {
        return facts.isEmpty();
    }

    public boolean isDueBy(long instant) {
        return lookAgainAt <= instant;
    }
}
