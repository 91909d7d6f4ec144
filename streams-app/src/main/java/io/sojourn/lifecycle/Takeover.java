package io.sojourn.lifecycle;

import io.sojourn.lifecycle.Standing.Marked;
import io.sojourn.lifecycle.Standing.Post;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From one policy to the next: what goes on under the same id, what begins, what ends. */
final class Takeover {
    private final Policy policy;
    private final Policy before;

    /** What was so of the customer, and is no more because the policy has no such mark. */
    record Ended(Mark mark, Marked marked) {}

    Takeover(Policy policy, Policy before) {
        this.policy = policy;
        this.before = before;
    }

    /** The standing with the posts and marks of the new policy, in its order, before anything is decided by it. */
    Standing of(Standing standing) {
        List<Post> posts = new ArrayList<>();
        for (Ladder ladder : policy.ladders()) {
            Post post = post(standing, ladder.id());
            if (post == null) {
                posts.add(Post.initial(ladder));
            } else {
                posts.add(standing.isUnknown() ? post.forgotten(ladder) : goingOn(ladder, post));
            }
        }
        List<Marked> marks = new ArrayList<>();
        for (Mark mark : policy.marks()) {
            Marked marked = marked(standing, mark.id());
            marks.add(marked == null ? Marked.of(mark) : goingOn(mark, marked));
        }
        return new Standing(
                standing.customer(),
                standing.facts(),
                List.copyOf(posts),
                List.copyOf(marks),
                standing.decidedTo(),
                standing.lookedAt(),
                standing.lookAgainAt(),
                standing.chain());
    }

    List<Ended> endedMarks(Standing standing) {
        List<Ended> ended = new ArrayList<>();
        for (Mark mark : before.marks()) {
            Marked marked = marked(standing, mark.id());
            boolean goesOn = policy.marks().stream().anyMatch(each -> each.id().equals(mark.id()));
            if (marked != null && marked.isOn() && !goesOn) {
                ended.add(new Ended(mark, marked));
            }
        }
        return ended;
    }

    /** At the nearest level that there still is. */
    private static Marked goingOn(Mark mark, Marked marked) {
        int lowest = mark.canBeSpent() ? Marked.SPENT : Marked.OFF;
        int level = Math.min(mark.top(), Math.max(lowest, marked.level()));
        return level == marked.level() ? marked : marked.at(level);
    }

    /** What led there may be said in other words now, or lead elsewhere: then it is no reason any more. */
    private static Post goingOn(Ladder ladder, Post post) {
        String came = post.previous();
        String previous = came != null && ladder.asksPrevious() && ladder.has(came) ? came : null;
        for (Ladder.Stage stage : ladder.stages()) {
            for (Ladder.WayIn way : stage.waysIn()) {
                if (stage.id().equals(post.stage()) && way.text().equals(post.because())) {
                    return new Post(
                            post.ladder(), post.stage(), post.since(), post.ordinal(), post.because(), previous);
                }
            }
        }
        return new Post(post.ladder(), post.stage(), post.since(), post.ordinal(), null, previous);
    }

    private static @Nullable Post post(Standing standing, String ladder) {
        return standing.posts().stream()
                .filter(each -> each.ladder().equals(ladder))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Marked marked(Standing standing, String mark) {
        return standing.marks().stream()
                .filter(each -> each.mark().equals(mark))
                .findFirst()
                .orElse(null);
    }
}
