package io.sojourn.authoring;

import io.sojourn.customer.Activity;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.AtStake;
import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Moment;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Of one customer at one instant: where they stand, and of every condition whether it holds, by which values, and until when. */
public final class Explanation {
    private final Policy policy;
    private final Standing standing;
    private final Moment moment;
    private final List<String> lines = new ArrayList<>();

    private Explanation(Policy policy, Standing standing, long at) {
        this.policy = policy;
        this.standing = standing;
        this.moment = new Moment(standing.facts(), at, standing.posts(), standing.marks());
    }

    /**
     * Of the customer of a story, after all of it that is told and happened up to an instant.
     *
     * @param story its name; empty for the first
     * @throws IllegalArgumentException if there is no such story
     */
    public static String of(Stories stories, String story, Instant at) {
        Story told = stories.named(story)
                .orElseThrow(() -> new IllegalArgumentException("there is no story '" + story + "' in that file"));
        return of(stories.policy(), told.given(), at);
    }

    /**
     * Of a customer of whom this is told, as if the policy had decided from the beginning.
     *
     * @param history in the order in which it was told; what happened after {@code at} is left out, but for erasures
     */
    public static String of(Policy policy, List<Activity> history, Instant at) {
        long instant = at.toEpochMilli();
        Walk walk = new Walk(policy, "C-1", decision -> {});
        history.stream().filter(each -> each.countsAt(instant)).forEach(walk::tell);
        walk.silentUntil(instant);
        return new Explanation(policy, walk.standing(), instant).text();
    }

    private String text() {
        lines.add(policy.text() + ", as of " + Instant.ofEpochMilli(moment.at()));
        for (int i = 0; i < policy.ladders().size(); i++) {
            Ladder ladder = policy.ladders().get(i);
            Standing.Post post = standing.posts().get(i);
            lines.add("");
            lines.add(ladder.id() + " " + ladder.title() + ": " + post.stage()
                    + (post.isBeginning() ? "" : " since " + Instant.ofEpochMilli(post.since())));
            ladder.stages().forEach(stage -> stage(stage, post.stage()));
        }
        for (int i = 0; i < policy.marks().size(); i++) {
            lines.add("");
            mark(policy.marks().get(i), standing.marks().get(i));
        }
        lines.add("");
        lines.add("looks again " + when(standing.lookAgainAt()));
        return String.join(System.lineSeparator(), lines);
    }

    private void mark(Mark mark, Standing.Marked marked) {
        lines.add(mark.id() + " " + mark.title() + ": " + state(mark, marked));
        condition("  when", mark.when());
        if (mark instanceof Warning warning) {
            warning.escalations().forEach(each -> condition("  " + Measure.word(each.level()) + " when", each.when()));
            AtStake atStake = warning.atStake();
            if (atStake != null) {
                OptionalLong value = atStake.at(moment);
                lines.add("  at stake: " + atStake.text() + " is "
                        + (value.isPresent() ? atStake.value().show(value.getAsLong()) : "without a value"));
            }
        } else if (mark instanceof Tag tag && tag.canBeSpent()) {
            lines.add("  lasts " + tag.ttl() + " at most"
                    + (marked.isOn() ? ", until " + Instant.ofEpochMilli(tag.expiresAt(marked.since())) : ""));
        }
    }

    private static String state(Mark mark, Standing.Marked marked) {
        if (mark instanceof Warning warning) {
            return marked.isOn() ? "raised as " + Measure.word(warning.loudness(marked.level())) : "not raised";
        } else if (mark instanceof CareMoment) {
            return marked.isOn() ? "due since " + Instant.ofEpochMilli(marked.since()) : "not due";
        } else if (marked.level() == Standing.Marked.SPENT) {
            return "over since " + Instant.ofEpochMilli(marked.since()) + ", until its condition ceases";
        }
        return marked.isOn() ? "given since " + Instant.ofEpochMilli(marked.since()) : "not given";
    }

    private void stage(Ladder.Stage stage, String present) {
        lines.add("  " + stage.id() + " " + stage.title() + (stage.id().equals(present) ? "  ← here" : ""));
        for (Ladder.WayIn way : stage.waysIn()) {
            String from = way.isOpenFrom(present) ? "" : " (not from " + present + ")";
            condition("    " + (way.on() == null ? "when" : "on " + way.on().word() + ", when") + from, way.when());
        }
        Condition stays = stage.stays();
        if (stays != null) {
            condition("    stays while", stays);
        }
    }

    private void condition(String what, Condition condition) {
        lines.add(what + " " + condition.text() + ": " + (condition.holds(moment) ? "holds" : "does not hold")
                + next(condition));
        for (Condition.Compare each : condition.comparisons()) {
            OptionalLong value = each.measure().valueAt(moment);
            lines.add("        " + each.measure().text() + " is "
                    + (value.isPresent() ? each.measure().show(value.getAsLong()) : "without a value") + ", asked "
                    + each.against() + ": " + (each.holds(moment) ? "yes" : "no") + next(each));
        }
    }

    private String next(Condition condition) {
        long next = condition.nextChange(moment);
        return next == Measure.NEVER ? "" : "; can change by itself " + when(next);
    }

    private static String when(long instant) {
        return instant == Measure.NEVER ? "never by itself" : "at " + Instant.ofEpochMilli(instant);
    }
}
