package io.sojourn.authoring;

import io.sojourn.Settings;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;

/** Which policy the settings name. */
public final class PolicyChoice {
    private PolicyChoice() {}

    /**
     * The reference policy comes from the code, without the parser's second and a half.
     *
     * @throws PolicyRefusedException with all that is wrong with the file
     */
    public static Policies of(Settings settings) {
        return new Policies(first(settings), new ReadOnce());
    }

    private static Policy first(Settings settings) {
        return settings.policyFile().equals(Presets.REFERENCE)
                ? ReferencePolicy.overDays(settings.windowDays())
                : PolicyFile.load(settings.policyFile(), settings.windowMillis())
                        .policy();
    }
}
