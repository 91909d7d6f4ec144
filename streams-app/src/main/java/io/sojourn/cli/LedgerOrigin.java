package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.history.Progress;
import io.sojourn.replay.BrokerLedger;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.LedgerCopy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the ledger is read from; use it as a {@code @Mixin}. */
final class LedgerOrigin {
    @Option(
            names = "--copy",
            paramLabel = "DIR",
            description = "Read the ledger from a local copy (sojourn ledger pull). Default: from the broker.")
    private @Nullable Path copy;

    /** A ledger and how its entries are read. */
    record Opened(Ledger ledger, WireFormat wire) implements AutoCloseable {
        /** Work through all of the ledger that says how far it has come. */
        interface Work<T> {
            T under(LongConsumer progress) throws InterruptedException;
        }

        /** Does the work and shows meanwhile how far it is. */
        <T> T watched(String what, PrintWriter err, Work<T> work) throws InterruptedException {
            Progress progress = ShownProgress.on(err);
            progress.begin(what, "entries", 0, ledger.size());
            T done = work.under(progress::to);
            progress.end();
            return done;
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    Opened open(Settings settings) throws Exception {
        return open(copy, settings);
    }

    /** @param copy a local copy; null for the broker's */
    static Opened open(@Nullable Path copy, Settings settings) throws Exception {
        if (copy != null) {
            LedgerCopy there = LedgerCopies.in(copy);
            return new Opened(there, there.wire());
        }
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, Topics.LEDGER, AclOperation.READ);
        }
        return new Opened(new BrokerLedger(Cluster.clientConfig(settings)), new WireFormat(settings.registry()));
    }
}
