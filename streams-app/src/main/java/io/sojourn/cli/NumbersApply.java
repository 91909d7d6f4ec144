package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.authoring.Renumbering;
import io.sojourn.ledger.NumbersActivated;
import io.sojourn.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.UUID;

/** Lets frozen numbers of a file take the place of those in the policy that decides. */
final class NumbersApply {
    private NumbersApply() {}

    /** @param section what the file has: {@link Renumbering#CUT_POINTS} or {@link Renumbering#MODEL} */
    static int run(Settings settings, Path file, String section, PrintWriter out) throws Exception {
        String numbers = Renumbering.read(file, section);
        try (var activating = new Activating(settings)) {
            String eventId = UUID.randomUUID().toString();
            var asked = new NumbersActivated(eventId, null, numbers);
            Policy renumbered = activating.tried(asked);
            var at = activating.activate("`" + section + "` of " + file, eventId, asked);
            out.println(renumbered.text() + " decides from " + at + " on, with `" + section + "` of " + file);
        }
        return ExitCode.OK;
    }
}
