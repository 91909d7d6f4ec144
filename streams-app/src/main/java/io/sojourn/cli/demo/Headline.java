package io.sojourn.cli.demo;

import io.sojourn.decisions.Because;
import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.Cause;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.decisions.TagState;
import io.sojourn.decisions.WarningState;
import io.sojourn.ledger.Mode;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Title;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One decision, as people read it.
 *
 * @param what {@code Active → Dormant}, or the title of a warning, tag or care moment
 * @param whatZh the new stage's, or that of the warning, tag or care moment
 * @param sign what became of a warning that came with it, of a tag, or of a care moment
 * @param why the condition, with what was measured
 */
record Headline(
        String customerId,
        Kind kind,
        String what,
        String whatZh,
        Sign sign,
        String why,
        Cause cause,
        Mode mode,
        Instant effectiveAt,
        Instant detectedAt) {

    /** What the decision is about. */
    enum Kind {
        STAGE,
        WARNING,
        TAG,
        CARE
    }

    /** How it is marked for those who look. */
    enum Sign {
        NONE(" "),
        RAISED("!"),
        CLEARED("✓"),
        ADDED("+"),
        REMOVED("-"),
        DUE("*");

        final String text;

        Sign(String text) {
            this.text = text;
        }
    }

    /** Null for what nobody looks at, such as a warning that becomes louder. */
    static @Nullable Headline of(SpecificRecord decision, Policy policy) {
        if (decision instanceof StageTransition change) {
            return of(change, policy);
        } else if (decision instanceof ChurnWarning warning) {
            return warning.getPreviousLevel() == null ? of(warning, policy) : null;
        } else if (decision instanceof TagChange change) {
            return of(change, policy);
        }
        return decision instanceof CareMoment due ? of(due, policy) : null;
    }

    private static Headline of(StageTransition change, Policy policy) {
        Title to = stage(policy, change.getLadder(), change.getTo());
        return new Headline(
                change.getCustomerId(),
                Kind.STAGE,
                stage(policy, change.getLadder(), change.getFrom()).en() + " → " + to.en(),
                to.zh(),
                Sign.NONE,
                why(change.getBecause(), change.getCause()),
                change.getCause(),
                change.getMode(),
                change.getEffectiveAt(),
                change.getDetectedAt());
    }

    private static Headline of(ChurnWarning warning, Policy policy) {
        Title title = title(policy, warning.getWarning());
        var raised = warning.getState() == WarningState.RAISED;
        return new Headline(
                warning.getCustomerId(),
                Kind.WARNING,
                title.en() + (raised ? " raised" : " cleared"),
                title.zh(),
                raised ? Sign.RAISED : Sign.CLEARED,
                why(warning.getBecause(), warning.getCause()),
                warning.getCause(),
                warning.getMode(),
                warning.getEffectiveAt(),
                warning.getDetectedAt());
    }

    private static Headline of(TagChange change, Policy policy) {
        Title title = title(policy, change.getTag());
        return new Headline(
                change.getCustomerId(),
                Kind.TAG,
                title.en(),
                title.zh(),
                change.getState() == TagState.ADDED ? Sign.ADDED : Sign.REMOVED,
                why(change.getBecause(), change.getCause()),
                change.getCause(),
                change.getMode(),
                change.getEffectiveAt(),
                change.getDetectedAt());
    }

    private static Headline of(CareMoment due, Policy policy) {
        Title title = title(policy, due.getMoment());
        return new Headline(
                due.getCustomerId(),
                Kind.CARE,
                title.en(),
                title.zh(),
                Sign.DUE,
                why(due.getBecause(), due.getCause()),
                due.getCause(),
                due.getMode(),
                due.getEffectiveAt(),
                due.getDetectedAt());
    }

    private static Title stage(Policy policy, String ladder, String stage) {
        return policy.ladders().stream()
                .filter(each -> each.id().equals(ladder))
                .flatMap(each -> each.stages().stream())
                .filter(each -> each.id().equals(stage))
                .map(Ladder.Stage::title)
                .findFirst()
                .orElse(new Title(stage, ""));
    }

    /** Another policy may have become active meanwhile: what this one does not know goes by its id. */
    private static Title title(Policy policy, String mark) {
        return policy.marks().stream()
                .filter(each -> each.id().equals(mark))
                .map(Mark::title)
                .findFirst()
                .orElse(new Title(mark, ""));
    }

    /** {@code silence('order') >= 90d (is 90d)}, and for an event which one. */
    private static String why(Because because, Cause cause) {
        var measured = because.getMeasures().stream()
                .map(m -> m.getValue() == null ? "none" : m.getValue())
                .collect(Collectors.joining(", "));
        var event = cause == Cause.EVENT && !because.getEventIds().isEmpty()
                ? " ← " + because.getEventIds().get(0)
                : "";
        return because.getCondition() + (measured.isEmpty() ? "" : " (is " + measured + ")") + event;
    }

    /** The same, with the sign of a warning about the same customer at the same instant. */
    Headline with(Sign other) {
        return new Headline(customerId, kind, what, whatZh, other, why, cause, mode, effectiveAt, detectedAt);
    }

    /** How long after it became true it was known. */
    Duration latency() {
        return Duration.between(effectiveAt, detectedAt);
    }

    /** Nothing happened: that is what was decided about. */
    boolean bySilence() {
        return cause == Cause.SILENCE || cause == Cause.CROSSING;
    }
}
