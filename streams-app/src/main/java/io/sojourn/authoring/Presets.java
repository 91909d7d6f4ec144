package io.sojourn.authoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies that come with Sojourn, by name; docs/policy.md says what each is for. */
public final class Presets {
    static final String SUFFIX = ".yaml";

    /** The one in code, {@code ReferencePolicy}: a file of the same meaning comes with it. */
    public static final String REFERENCE = "reference";

    private static final String FOLDER = "/policies/";

    private static final List<String> NAMES = List.of(
            REFERENCE,
            "retail-five",
            "first-repeat",
            "four-goals",
            "consideration",
            "acquisition-four",
            "acquisition-five",
            "saas-six",
            "manufacturer",
            "first-deal",
            "growth",
            "silence-30",
            "value-types",
            "won-back",
            "tags",
            "rfm",
            "dissatisfaction",
            "personal",
            "follow-up");

    private Presets() {}

    public static List<String> names() {
        return NAMES;
    }

    static byte @Nullable [] bytes(String name) {
        return NAMES.contains(name) ? Source.resource(FOLDER + name + SUFFIX) : null;
    }

    /** The stories that a preset is held to, as a file of {@code sojourn policy test}. */
    static byte @Nullable [] stories(String name) {
        return NAMES.contains(name) ? Source.resource(FOLDER + name + ".test" + SUFFIX) : null;
    }
}
