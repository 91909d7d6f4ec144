package io.sojourn.lifecycle;

import io.sojourn.lifecycle.Standing.Alarm;
import io.sojourn.lifecycle.Standing.Post;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Warning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From one policy to the next: what goes on under the same id, what begins, what ends. */
final class Takeover {
    private final Policy policy;
    private final Policy before;

    /** An alarm that was raised, and its warning, which there is no more. */
    record Ended(Warning warning, Alarm alarm) {}

    Takeover(Policy policy, Policy before) {
        this.policy = policy;
        this.before = before;
    }

    /** The standing with the posts and alarms of the new policy, in its order, before anything is decided by it. */
    Standing of(Standing standing) {
        List<Post> posts = new ArrayList<>();
        for (Ladder ladder : policy.ladders()) {
            Post post = post(standing, ladder.id());
            posts.add(post == null ? Post.initial(ladder) : goingOn(ladder, post));
        }
        List<Alarm> alarms = new ArrayList<>();
        for (Warning warning : policy.warnings()) {
            Alarm alarm = alarm(standing, warning.id());
            alarms.add(alarm == null ? Alarm.of(warning) : alarm);
        }
        return new Standing(
                standing.customer(),
                standing.facts(),
                List.copyOf(posts),
                List.copyOf(alarms),
                standing.decidedTo(),
                standing.lookedAt(),
                standing.lookAgainAt(),
                standing.chain());
    }

    List<Ended> endedAlarms(Standing standing) {
        List<Ended> ended = new ArrayList<>();
        for (Warning warning : before.warnings()) {
            Alarm alarm = alarm(standing, warning.id());
            boolean goesOn =
                    policy.warnings().stream().anyMatch(each -> each.id().equals(warning.id()));
            if (alarm != null && alarm.raised() && !goesOn) {
                ended.add(new Ended(warning, alarm));
            }
        }
        return ended;
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

    private static @Nullable Alarm alarm(Standing standing, String warning) {
        return standing.alarms().stream()
                .filter(each -> each.warning().equals(warning))
                .findFirst()
                .orElse(null);
    }
}
