package io.sojourn.connectors.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of an attempt.
 *
 * @param reason for people: the status, or what went wrong
 * @param rest how long the receiver asks to be left alone
 */
record Answer(Verdict verdict, String reason, Optional<Duration> rest) {
    enum Verdict {
        DELIVERED,
        TRY_AGAIN,
        /** Trying again would be answered in the same way. */
        REFUSED
    }

    static Answer none(String reason) {
        return new Answer(Verdict.TRY_AGAIN, reason, Optional.empty());
    }

    static Answer refusal(String reason) {
        return new Answer(Verdict.REFUSED, reason, Optional.empty());
    }

    static Answer status(int status, Optional<Duration> rest) {
        return new Answer(verdictOn(status), "answered " + status, rest);
    }

    private static Verdict verdictOn(int status) {
        return switch (status) {
            // Took too long, too early, too many: about this attempt, not about the decision.
            case 408, 425, 429 -> Verdict.TRY_AGAIN;
            default -> status >= 500 ? Verdict.TRY_AGAIN : status / 100 == 2 ? Verdict.DELIVERED : Verdict.REFUSED;
        };
    }
}
