package io.sojourn;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used; every problem found is told at once. */
public final class RefusedSettings extends RuntimeException {

    private final transient List<Problem> problems;

    /**
     * One thing wrong with the settings.
     *
     * @param key the setting
     * @param value as it may be shown: secrets are hidden already
     * @param origin where it was set
     * @param advice what is wrong and what to do
     */
    public record Problem(String key, String value, String origin, String advice) {
        @Override
        public String toString() {
            return key + (value.isEmpty() ? "" : " = " + value) + "  (" + origin + ")\n    " + advice;
        }
    }

    RefusedSettings(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ", "The settings cannot be used:\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order found; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
