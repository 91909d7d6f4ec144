package io.sojourn.authoring;

import io.sojourn.Settings;
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
    public static Policy of(Settings settings) {
        return settings.policyFile().equals(Presets.REFERENCE)
                ? ReferencePolicy.overDays(settings.windowDays())
                : PolicyFile.load(settings.policyFile(), settings.windowMillis())
                        .policy();
    }
}
