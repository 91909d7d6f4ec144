package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.history.MappingFile;
import io.sojourn.history.PastCustomers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command takes that learns from past orders; use it as a {@code @Mixin}. */
final class PastOrders {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli refuses a call without it
    private Origin origin;

    private static final class Origin {
        @ArgGroup(exclusive = false)
        private @Nullable OrderFile file;

        @SuppressWarnings("UnusedVariable") // one of the three has to be given, and it is where the other two are not
        @Option(names = "--ledger", description = "Read the orders from the ledger instead of a file.")
        private boolean ledger;

        @Option(
                names = "--copy",
                paramLabel = "DIR",
                description = "Read them from a local copy of the ledger (sojourn ledger pull).")
        private @Nullable Path copy;
    }

    private static final class OrderFile {
        @Parameters(
                paramLabel = "FILE",
                description = "The orders, .csv or .csv.gz: one row an order, or one a position.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path path;

        @Option(
                names = {"-m", "--mapping"},
                required = true,
                paramLabel = "M",
                description = "What the columns mean (YAML); see docs/import.md.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path mapping;
    }

    @Option(
            names = "--until",
            paramLabel = "T",
            converter = UntilConverter.class,
            description = "Leave out what is later: an instant (2011-12-09T12:50:00Z) or a day, meaning its last"
                    + " millisecond in UTC. Default: the time of the last event, of a ledger its latest tick.")
    private @Nullable Instant until;

    PastCustomers read(Settings settings, PrintWriter err) throws Exception {
        OrderFile file = origin.file;
        return file == null
                ? LedgerActivities.customers(settings, origin.copy, until)
                : PastCustomers.read(
                        file.path, MappingFile.load(file.mapping).mapping(), until, settings, ShownProgress.on(err));
    }
}
