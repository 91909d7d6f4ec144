package io.sojourn.proof.faults;

import io.sojourn.proof.faults.evidence.Evidence;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What must fail where the scenario passes, or the scenario proves nothing. */
sealed interface Control {
    /** In few words, for the table. */
    String how();

    /**
     * The fault again, but on something weaker.
     *
     * @param settings on top of the scenario's
     * @param plot another than the scenario's; null for the same
     */
    record Rerun(
            String how,
            Map<String, String> settings,
            @Nullable Plot plot) implements Control {}

    /** The scenario's own run, as if something had gone wrong. */
    record Doctored(String how, UnaryOperator<Evidence> doctor) implements Control {}

    /** The same without exactly once. */
    static Control atLeastOnce() {
        return new Rerun("at least once", Map.of("processing.guarantee", "at_least_once"), null);
    }
}
