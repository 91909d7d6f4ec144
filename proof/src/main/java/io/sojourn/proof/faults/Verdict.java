package io.sojourn.proof.faults;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.sojourn.proof.faults.evidence.Check;
import io.sojourn.proof.faults.evidence.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one run.
 *
 * @param variant {@code fault}, {@code golden} or {@code control}
 * @param trouble why there is no result; null if there is one
 * @param skipped whether that is only because this machine cannot stage it
 * @param recoverySeconds from the end of the fault until all that had arrived by then was accounted for
 * @param evidence what it rests on; null without a result
 */
record Verdict(
        String scenario,
        String variant,
        long seed,
        String commit,
        List<Check> checks,
        @Nullable String trouble,
        boolean skipped,
        double recoverySeconds,
        double seconds,
        @JsonIgnore @Nullable Evidence evidence) {
    /** Whether all holds. */
    public boolean passed() {
        return trouble == null && checks.stream().allMatch(Check::passed);
    }

    /** Whether something that was looked at does not hold; a run without a result, or cut short, shows nothing. */
    boolean caught() {
        return trouble == null && !passed() && !failed().contains(Trial.FINISHES);
    }

    /** Without what it rests on, which is large. */
    Verdict alone() {
        return new Verdict(scenario, variant, seed, commit, checks, trouble, skipped, recoverySeconds, seconds, null);
    }

    /** The names of those that do not hold. */
    List<String> failed() {
        return checks.stream().filter(check -> !check.passed()).map(Check::name).toList();
    }

    Verdict with(String variant, List<Check> checks) {
        return new Verdict(
                scenario, variant, seed, commit, checks, trouble, skipped, recoverySeconds, seconds, evidence);
    }
}
