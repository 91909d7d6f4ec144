package io.sojourn.cli.demo;

import io.sojourn.decisions.Because;
import io.sojourn.decisions.Cause;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.WarningState;
import io.sojourn.ledger.Mode;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Title;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * One decision, as people read it.
 *
 * @param what {@code Active → Dormant}, or the warning's title
 * @param whatZh the new stage's, or the warning's
 * @param alarm whether a warning was raised or cleared with it
 * @param why the condition, with what was measured
 */
record Headline(
        String customerId,
        boolean change,
        String what,
        String whatZh,
        Alarm alarm,
        String why,
        Cause cause,
        Mode mode,
        Instant effectiveAt,
        Instant detectedAt) {

    /** What a decision says about a warning, with the sign it is shown by. */
    enum Alarm {
        NONE(" "),
        RAISED("!"),
        CLEARED("✓");

        final String sign;

        Alarm(String sign) {
            this.sign = sign;
        }
    }

    static Headline of(StageTransition change, Policy policy) {
        var ladder = policy.ladders().stream()
                .filter(each -> each.id().equals(change.getLadder()))
                .findFirst()
                .orElseThrow();
        Title to = ladder.stage(change.getTo()).title();
        return new Headline(
                change.getCustomerId(),
                true,
                ladder.stage(change.getFrom()).title().en() + " → " + to.en(),
                to.zh(),
                Alarm.NONE,
                why(change.getBecause(), change.getCause()),
                change.getCause(),
                change.getMode(),
                change.getEffectiveAt(),
                change.getDetectedAt());
    }

    static Headline of(ChurnWarning warning, Policy policy) {
        Title title = policy.warnings().stream()
                .filter(each -> each.id().equals(warning.getWarning()))
                .findFirst()
                .orElseThrow()
                .title();
        var raised = warning.getState() == WarningState.RAISED;
        return new Headline(
                warning.getCustomerId(),
                false,
                title.en() + (raised ? " raised" : " cleared"),
                title.zh(),
                raised ? Alarm.RAISED : Alarm.CLEARED,
                why(warning.getBecause(), warning.getCause()),
                warning.getCause(),
                warning.getMode(),
                warning.getEffectiveAt(),
                warning.getDetectedAt());
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
    Headline with(Alarm other) {
        return new Headline(customerId, change, what, whatZh, other, why, cause, mode, effectiveAt, detectedAt);
    }

    /** How long after it became true it was known. */
    Duration latency() {
        return Duration.between(effectiveAt, detectedAt);
    }

    /** Nothing happened: that is what was decided about. */
    boolean bySilence() {
        return cause == Cause.SILENCE;
    }
}
