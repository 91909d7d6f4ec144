package io.sojourn.cli;

import io.sojourn.replay.AsOf;
import java.time.Instant;

/** What can be wrong with a question to the ledger. */
final class LedgerTroubles {
    private LedgerTroubles() {}

    /** @param by until when it was asked, in words; empty if all of it was */
    static CommandFailed unknown(String customer, String by) {
        return new CommandFailed(
                ExitCode.REFUSED,
                "The ledger knows nothing of customer '" + customer + "'" + by + ".",
                "Who was erased is unknown from then on; `sojourn dump ledger --key " + customer
                        + "` shows whether that is so.");
    }

    /** Of an instant to which the ledger does not reach. */
    static CommandFailed tooEarly(Instant at, long reached) {
        return new CommandFailed(
                ExitCode.REFUSED,
                "The ledger does not reach to " + at + ", its latest tick is "
                        + (reached == AsOf.NOWHERE ? "none" : Instant.ofEpochMilli(reached)) + ".",
                "Who is silent until then is not known yet; ask for an earlier instant.");
    }
}
