package io.sojourn.connectors.webhook;

import io.sojourn.ledger.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which decisions are to be posted. An empty set wants all; a set of stages asks nothing of a tag change, and so on.
 *
 * @param modes never empty
 * @param freshOnly true to leave out what it is too late to act on
 * @param maxAge how long after its detection a decision is fresh, where it does not say itself until when
 */
record Wanted(
        Set<Mode> modes,
        Set<String> ladders,
        Set<String> stages,
        Set<String> levels,
        Set<String> tags,
        boolean freshOnly,
        Duration maxAge) {

    boolean wants(Decision decision, Instant now) {
        return modes.contains(decision.mode())
                && isAmong(ladders, decision.ladder())
                && isAmong(stages, decision.stage())
                && isAmong(levels, decision.level())
                && isAmong(tags, decision.tag())
                && !isLate(decision, now);
    }

    /** Whether acting on it no longer makes sense. Asked before each attempt, since a decision may wait for long. */
    boolean isLate(Decision decision, Instant now) {
        return freshOnly && now.isAfter(freshUntil(decision));
    }

    Instant freshUntil(Decision decision) {
        return decision.actionableUntil().orElse(decision.detectedAt().plus(maxAge));
    }

    private static boolean isAmong(Set<String> wanted, Optional<String> value) {
        return wanted.isEmpty() || value.isEmpty() || wanted.contains(value.get());
    }
}
