package io.sojourn.proof.faults.evidence;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.proof.faults.site.Site;
import io.sojourn.replay.BrokerLedger;
import io.sojourn.replay.Divergence;
import io.sojourn.replay.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the product itself says of a run: the command {@code verify}, once the instances have stopped. */
public final class OwnVerdict {
    public static final String SAME = "verify finds the same";

    private OwnVerdict() {}

    /** Passed if every chain is as the ledger says and nothing was told again. */
    public static Check of(Site site) throws InterruptedException {
        Settings settings = site.outside();
        Map<String, Object> kafka = Map.copyOf(settings.kafka());
        Verification.Outcome outcome = new Verification(new BrokerLedger(kafka), PolicyChoice.of(settings), site.wire())
                .run(kafka, site.wire(), Duration.ZERO);
        if (outcome.again() > 0) {
            return new Check(SAME, false, outcome.again() + " told again");
        }
        List<String> differ = outcome.divergences().stream().map(Divergence::id).toList();
        return Check.of(SAME, Math.toIntExact(outcome.decisions()), differ);
    }
}
