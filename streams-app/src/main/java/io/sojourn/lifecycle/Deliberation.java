package io.sojourn.lifecycle;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.lifecycle.Standing.Marked;
import io.sojourn.lifecycle.Standing.Post;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Estimate;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Moment;
import io.sojourn.policy.Policy;
import io.sojourn.value.Rfm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One decision being taken at one instant: every ladder and then every mark is asked, what changed is announced. */
final class Deliberation {
    private final Policy policy;
    private final Standing before;
    private final @Nullable Activity about;
    private final Cause cause;

    private Moment moment;
    private List<Post> posts;
    private List<Marked> marks;
    private boolean marksMoved;
    private final List<Announcement> announcements = new ArrayList<>(2);
    private Chain chain;
    private long lookAgainAt;
    private @Nullable Rfm rfm;

    Deliberation(Policy policy, Standing before, Facts facts, long now, @Nullable Activity about, Cause cause) {
        this.policy = policy;
        this.before = before;
        this.posts = before.posts();
        this.marks = before.marks();
        this.moment = new Moment(facts, now, posts, marks);
        this.about = about;
        this.cause = cause;
        this.chain = before.chain();
        this.lookAgainAt = Rfm.nextChange(facts, now, policy.windowMillis());
    }

    /** Decides; {@code quietlyDecidedTo} is how far the customer counts as decided when there is nothing to announce. */
    Decision decide(long quietlyDecidedTo) {
        for (int i = 0; i < policy.ladders().size(); i++) {
            settle(policy.ladders().get(i), i);
        }
        Marking marking = new Marking(this);
        for (int i = 0; i < policy.marks().size(); i++) {
            Marked marked = marking.settle(policy.marks().get(i), marks.get(i));
            if (!marked.equals(marks.get(i))) {
                marksMoved = true;
                marks = replaced(marks, i, marked);
                moment = new Moment(moment.facts(), moment.at(), posts, marks);
            }
        }
        boolean quiet = announcements.isEmpty() && !marksMoved;
        Standing after = new Standing(
                before.customer(),
                moment.facts(),
                posts,
                marks,
                quiet ? quietlyDecidedTo : moment.at(),
                Math.max(before.lookedAt(), moment.at()),
                lookAgainAt,
                chain);
        return new Decision(after, List.copyOf(announcements));
    }

    /** All that was decided is taken back; from here on nothing can change by itself. */
    Decision forget() {
        Because erased = new Because(ActivityKind.ERASURE.word(), List.of(), List.of(about().eventId()));
        List<Post> left = new ArrayList<>();
        for (int i = 0; i < policy.ladders().size(); i++) {
            Ladder ladder = policy.ladders().get(i);
            Post post = posts.get(i);
            boolean stays = post.stage().equals(ladder.initial());
            Post back = stays ? post : moved(ladder, post, ladder.initial(), null, cause, erased, null);
            left.add(back.forgotten(ladder));
        }
        Marking marking = new Marking(this);
        List<Marked> off = new ArrayList<>();
        for (int i = 0; i < policy.marks().size(); i++) {
            off.add(marking.end(policy.marks().get(i), marks.get(i), erased).forgotten());
        }
        long now = moment.at();
        Standing after = new Standing(
                customer(),
                moment.facts(),
                List.copyOf(left),
                List.copyOf(off),
                now,
                Math.max(before.lookedAt(), now),
                Measure.NEVER,
                chain);
        return new Decision(after, List.copyOf(announcements));
    }

    private Activity about() {
        return Objects.requireNonNull(about, "something happened");
    }

    /**
     * Moves on until no way in is open. The event opens only the first step; a chain of silences that are all overdue at
     * one instant (an order called off long after it) is walked to its end, so that looking again a moment later finds
     * nothing left to do. A ladder whose ways lead in a circle ends after as many steps as it has stages.
     */
    private void settle(Ladder ladder, int index) {
        Activity trigger = trigger();
        for (int steps = 0; steps < ladder.stages().size(); steps++) {
            Post current = posts.get(index);
            Post next = step(ladder, current, trigger);
            if (next.equals(current)) {
                break;
            }
            posts = replaced(posts, index, next);
            moment = new Moment(moment.facts(), moment.at(), posts, marks);
            trigger = null;
        }
        lookAgainBy(nextChange(ladder, posts.get(index)));
    }

    /** What can open a way in by having happened; an order that was called off before it was told cannot. */
    private @Nullable Activity trigger() {
        return about instanceof Activity.Ordered ordered
                        && !moment.facts().purchases().counts(ordered)
                ? null
                : about;
    }

    /**
     * An event that opens a way into the present stage is over when it is decided about. So what is open further down without
     * it is open now: else looking again a moment later would find it.
     */
    private Post step(Ladder ladder, Post post, @Nullable Activity trigger) {
        // Only another policy can leave somebody in a stage that its ladder does not have.
        boolean known = cause != Cause.POLICY || ladder.has(post.stage());
        String from = known ? post.stage() : ladder.initial();
        Activity event = trigger;
        for (Ladder.Stage stage : ladder.stages()) {
            for (Ladder.WayIn way : stage.waysIn()) {
                boolean open = way.isOpenFrom(from)
                        && (way.on() == null || (event != null && event.kind() == way.on()))
                        && way.when().holds(moment);
                if (open && !stage.id().equals(post.stage())) {
                    return moved(ladder, post, stage, way);
                } else if (open && way.on() == null) {
                    return post;
                } else if (open) {
                    event = null;
                }
            }
            if (holdsOn(stage, post, moment)) {
                return post;
            }
        }
        return known ? post : backToTheStart(ladder, post);
    }

    /** Whether who stands here stays, whatever is open further down. */
    private static boolean holdsOn(Ladder.Stage stage, Post post, Moment moment) {
        Condition stays = stage.stays();
        return stays != null && stage.id().equals(post.stage()) && stays.holds(moment);
    }

    private Post moved(Ladder ladder, Post post, Ladder.Stage stage, Ladder.WayIn way) {
        String text = way.text();
        boolean firstStep = before.posts().contains(post);
        boolean byItself = firstStep && way.on() == null && isByItself(way.when()) && !wasHeld(ladder, post, stage);
        return moved(
                ladder,
                post,
                stage.id(),
                text,
                cause(byItself, way.when()),
                because(text, way.when(), byItself),
                firstStep ? superseded(post.ordinal(), post.since()) : null);
    }

    private Post backToTheStart(Ladder ladder, Post post) {
        return moved(ladder, post, ladder.initial(), null, cause, goneWith("stage " + post.stage()), null);
    }

    private Post moved(
            Ladder ladder,
            Post post,
            String to,
            @Nullable String way,
            Cause by,
            Because because,
            @Nullable Integer supersedes) {
        int ordinal = post.ordinal() + 1;
        Chain linked = link(post.ladder(), ordinal, post.stage(), to);
        announce(new Announcement.StageChanged(
                customer(),
                post.ladder(),
                ordinal,
                post.stage(),
                to,
                moment.at(),
                by,
                because,
                supersedes,
                rfm(),
                post.isBeginning() ? OptionalLong.empty() : OptionalLong.of(moment.at() - post.since()),
                linked));
        String previous = ladder.asksPrevious() && ladder.has(post.stage()) ? post.stage() : null;
        return new Post(post.ladder(), to, moment.at(), ordinal, way, previous);
    }

    CustomerId customer() {
        return before.customer();
    }

    Moment moment() {
        return moment;
    }

    /** What made it be taken. */
    Cause cause() {
        return cause;
    }

    /** The same of something that was asked; of what became so by itself, silence or a crossing. */
    Cause cause(boolean byItself, Condition asked) {
        Cause by = byItself ? Cause.SILENCE : cause;
        return by == Cause.SILENCE && isCrossedIn(asked) ? Cause.CROSSING : by;
    }

    /** Whether an estimate came to its threshold at this very instant, had nothing happened. */
    private boolean isCrossedIn(Condition asked) {
        Moment now = about == null ? moment : hadNothingHappened();
        Moment justBefore = new Moment(now.facts(), now.at() - 1, now.stands(), now.marks());
        return asked.comparisons().stream()
                .anyMatch(each -> each.measure() instanceof Estimate && each.holds(now) != each.holds(justBefore));
    }

    Because because(String text, Condition condition, boolean byItself) {
        return Because.of(text, condition, moment, byItself ? null : about);
    }

    Because goneWith(String what) {
        return new Because("no " + what + " in " + policy.id() + " version " + policy.version(), List.of(), List.of());
    }

    /**
     * Whether it would hold now had nothing happened: what happens at the very instant of a deadline without undoing it is
     * not what made it true, and a tick in between would have said so.
     */
    private boolean isByItself(Condition condition) {
        return isInSilence() && condition.holds(hadNothingHappened());
    }

    /** The same of a mark at a level. */
    boolean isByItself(Mark mark, int level) {
        return isInSilence() && mark.levelAt(hadNothingHappened()) == level;
    }

    /** Whether what happens ends a silence in which something may have become true. */
    private boolean isInSilence() {
        return about != null && !before.isUnknown();
    }

    /** Whether the stage they leave for one further down would have kept them, had nothing happened. */
    private boolean wasHeld(Ladder ladder, Post post, Ladder.Stage to) {
        for (Ladder.Stage stage : ladder.stages()) {
            if (stage.id().equals(to.id())) {
                return false;
            }
            if (holdsOn(stage, post, hadNothingHappened())) {
                return true;
            }
        }
        return false;
    }

    private Moment hadNothingHappened() {
        return new Moment(before.facts(), moment.at(), before.posts(), before.marks());
    }

    /** What was decided at an instant after the late activity, and so without knowing it. */
    @Nullable
    Integer superseded(int ordinal, long since) {
        return cause == Cause.CORRECTION && about != null && ordinal > 0 && since > about.at() ? ordinal : null;
    }

    private long nextChange(Ladder ladder, Post post) {
        long next = Measure.NEVER;
        for (Ladder.Stage stage : ladder.stages()) {
            for (Ladder.WayIn way : stage.waysIn()) {
                if (way.on() == null && way.isOpenFrom(post.stage())) {
                    next = Math.min(next, way.when().nextChange(moment));
                }
            }
            Condition stays = stage.stays();
            if (stays != null && stage.id().equals(post.stage())) {
                next = Math.min(next, stays.nextChange(moment));
            }
        }
        return next;
    }

    /** Looks again at this instant at the latest. */
    void lookAgainBy(long instant) {
        lookAgainAt = Math.min(lookAgainAt, instant);
    }

    /** The chain with what is about to be announced. */
    Chain link(String subject, int ordinal, String from, String to) {
        chain = chain.after(subject, ordinal, from, to, moment.at());
        return chain;
    }

    void announce(Announcement announcement) {
        announcements.add(announcement);
    }

    Rfm rfm() {
        if (rfm == null) {
            rfm = Rfm.of(moment.facts(), moment.at(), policy.windowMillis());
        }
        return rfm;
    }

    private static <T> List<T> replaced(List<T> all, int index, T one) {
        List<T> changed = new ArrayList<>(all);
        changed.set(index, one);
        return List.copyOf(changed);
    }
}
