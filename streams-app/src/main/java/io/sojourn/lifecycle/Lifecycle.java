package io.sojourn.lifecycle;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * The decision. A pure function of what is concluded so far and what comes next: the same inputs give the same answer on
 * any machine, in any year. Whoever carries it hears the silences before an activity's instant first:
 *
 * <pre>{@code
 * while (standing.lookAgainAt() < activity.at()) standing = carryOut(lifecycle.onSilence(standing));
 * carryOut(lifecycle.onActivity(standing, activity));
 * }</pre>
 */
public final class Lifecycle {
    private final Policy policy;

    public Lifecycle(Policy policy) {
        this.policy = policy;
    }

    /** A customer nothing is known of yet. */
    public Standing begin(CustomerId customer) {
        List<Standing.Post> posts = new ArrayList<>();
        for (Ladder ladder : policy.ladders()) {
            posts.add(Standing.Post.initial(ladder));
        }
        List<Standing.Marked> marks = new ArrayList<>();
        for (Mark mark : policy.marks()) {
            marks.add(Standing.Marked.of(mark));
        }
        return new Standing(
                customer,
                Facts.NONE,
                posts,
                marks,
                Standing.NEVER_DECIDED,
                Standing.NEVER_DECIDED,
                Measure.NEVER,
                Chain.START);
    }

    /**
     * Something happened. A late activity counts at its own time, but is decided about at the latest instant decided so
     * far, as a correction; one that tells nothing new decides nothing. An erasure takes back all that was decided, and from
     * then on it is as if nothing had ever happened.
     */
    @SuppressWarnings("ReferenceEquality") // The very same facts when nothing new was told.
    public Decision onActivity(Standing standing, Activity activity) {
        Facts facts = standing.facts().after(activity);
        if (facts == standing.facts()) {
            return new Decision(standing, List.of());
        }
        if (activity instanceof Activity.Erased) {
            long now = Math.max(activity.at(), standing.decidedTo());
            return new Deliberation(policy, standing, facts, now, activity, Cause.ERASURE).forget();
        }
        boolean late = activity.at() < standing.decidedTo();
        long now = late ? standing.decidedTo() : activity.at();
        Deliberation deliberation =
                new Deliberation(policy, standing, facts, now, activity, late ? Cause.CORRECTION : Cause.EVENT);
        return deliberation.decide(now);
    }

    /**
     * This policy took over from {@code before} at an instant. Ladders and marks that both have go on, others begin or
     * end; a stage that there is no more counts as the initial one for every way out of it. Of nobody nothing is decided.
     *
     * @param cause what of it is new
     */
    public Decision onPolicy(Standing standing, Policy before, long at, Cause cause) {
        Takeover takeover = new Takeover(policy, before);
        if (standing.isUnknown()) {
            return new Decision(takeover.of(standing), List.of());
        }
        long now = Math.max(at, standing.decidedTo());
        Deliberation deliberation = new Deliberation(policy, takeover.of(standing), standing.facts(), now, null, cause);
        Marking marking = new Marking(deliberation);
        takeover.endedMarks(standing).forEach(marking::end);
        return deliberation.decide(standing.decidedTo());
    }

    /**
     * Nothing came by the time we agreed to look again. That asks a question; the answer may be "no change", and then the
     * look leaves no trace in what is decided later.
     */
    public Decision onSilence(Standing standing) {
        long now = standing.lookAgainAt();
        Deliberation deliberation = new Deliberation(policy, standing, standing.facts(), now, null, Cause.SILENCE);
        return deliberation.decide(standing.decidedTo());
    }
}
