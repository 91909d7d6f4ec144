package io.sojourn.cli;

import io.sojourn.replay.LedgerCopy;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What commands about local copies have in common. */
final class LedgerCopies {
    private LedgerCopies() {}

    /** The copy in a folder, which has one. */
    static LedgerCopy in(Path folder) {
        LedgerCopy copy = orNone(folder);
        if (copy.partitions() == 0) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    folder + " holds no copy of a ledger.",
                    "`sojourn ledger pull " + folder + "` makes one.");
        }
        return copy;
    }

    /** The same of a folder that may have none yet. */
    static LedgerCopy orNone(Path folder) {
        try {
            return LedgerCopy.in(folder);
        } catch (UncheckedIOException e) {
            throw new CommandFailed(
                    ExitCode.REFUSED, String.valueOf(e.getMessage()), "Pull the ledger into another folder.", e);
        }
    }

    static String size(LedgerCopy copy) {
        return "%,d entries in %d partitions".formatted(copy.entries(), copy.partitions());
    }
}
