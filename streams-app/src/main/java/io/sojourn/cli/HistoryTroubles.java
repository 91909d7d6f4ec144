package io.sojourn.cli;

import io.sojourn.history.FileRefusedException;
import io.sojourn.history.ImportOutcome;
import io.sojourn.history.ImportRefusedException;
import io.sojourn.history.MappingRefusedException;
import io.sojourn.history.Tally;
import io.sojourn.schemas.RegistryUnavailableException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What can go wrong with files of the past, in words and exit codes. */
final class HistoryTroubles {
    private HistoryTroubles() {}

    /** Runs the work; troubles with mapping, file or import come out as {@link CommandFailed}. */
    static <T> T told(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (MappingRefusedException refused) {
            throw new CommandFailed(
                    ExitCode.REFUSED, said(refused), "Mend the mapping; docs/import.md explains every key.", refused);
        } catch (FileRefusedException refused) {
            throw new CommandFailed(ExitCode.REFUSED, said(refused), "Mend the file, then run this again.", refused);
        } catch (ImportRefusedException refused) {
            throw new CommandFailed(ExitCode.REFUSED, said(refused), refused.advice(), refused);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailed(ExitCode.USAGE, said(wrong), "See --help.", wrong);
        } catch (RegistryUnavailableException away) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    said(away),
                    "What was committed stays; run this again when the registry is back, and it goes on from there.",
                    away);
        }
    }

    /** A tick in the future would make customers silent who still have time to order. */
    static void refuseFuture(@Nullable Instant until) {
        if (until != null && until.isAfter(Instant.now())) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "--until " + until + " lies in the future",
                    "Leave --until out, or name a time that has passed.");
        }
    }

    /** FAILED where the counts do not add up, or where nothing but refusals came of the file. */
    static int exitCode(ImportOutcome outcome) {
        return outcome.fates().map(HistoryTroubles::exitCode).orElse(ExitCode.OK);
    }

    static int exitCode(Tally tally) {
        return tally.addsUp() && !tally.isAllRefused() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String said(Throwable trouble) {
        return String.valueOf(trouble.getMessage());
    }
}
