package io.sojourn.history;

import io.sojourn.Settings;
import io.sojourn.history.ImportOutcome.Kind;
import io.sojourn.intake.IntakeLimits;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Brings the past into the ledger: holds the clock, writes events in time order with the ticks between them, lets the
 * clock go. Killed at any instant and started again it goes on where its last transaction ended; once done, it writes
 * nothing more.
 */
public final class Importer {
    private final Settings settings;
    private final ImportPlan plan;
    private final Progress progress;
    private final ImportNames names;

    public Importer(Settings settings, ImportPlan plan, Progress progress) {
        this.settings = settings;
        this.plan = plan;
        this.progress = progress;
        this.names = new ImportNames(settings.applicationId(), plan.id());
    }

    /**
     * Runs to the end. The topics must exist.
     *
     * @throws MappingRefusedException where the mapping does not fit the file
     * @throws FileRefusedException where the file cannot be read as a whole
     * @throws ImportRefusedException where the currency is not the house's, another import goes by this id, or the
     *     application does not answer
     */
    public ImportOutcome run() throws IOException {
        refuseForeignCurrency();
        long began = System.nanoTime();
        Instant now = Instant.now();
        String fingerprint = plan.fingerprint(settings);
        try (WireFormat wire = new WireFormat(settings.registry());
                Admin admin = Admin.create(Map.copyOf(settings.kafka()));
                // Opened before the mark is read: from here on nobody else can move it.
                LedgerWriter writer = new LedgerWriter(settings, wire, names)) {
            ImportMark mark = beginAt(admin, fingerprint, now);
            if (mark.state() == ImportMark.State.DONE) {
                return ImportOutcome.without(Kind.NOTHING_TO_DO, since(began));
            }
            if (mark.state() == ImportMark.State.HOLDING) {
                return afterHolding(writer, mark, began);
            }
            try (History history = readFile(mark.arrivedAt())) {
                ImportRun run = new ImportRun(plan, history, writer, progress, mark.arrivedAt());
                run.hold(mark, new ClockHold(admin, settings.applicationId()));
                run.write(mark);
                return run.outcome(since(began));
            }
        }
    }

    /** Every single order would be refused for it. */
    private void refuseForeignCurrency() {
        String currency = plan.mapping().mapping().currency().constant();
        if (currency != null && !currency.equals(settings.currency())) {
            throw new ImportRefusedException(
                    "the orders are in " + currency + " and only " + settings.currency() + " is accepted here",
                    "Set money.currency=" + currency + " for this command and for the application, with --set, in the"
                            + " settings file or as SOJOURN_MONEY_CURRENCY.",
                    null);
        }
    }

    private ImportMark beginAt(Admin admin, String fingerprint, Instant now) {
        ImportMark start = ImportMark.start(fingerprint, now);
        if (plan.restart()) {
            return start;
        }
        ImportMark mark = new ImportRecord(settings, admin, names).latest().orElse(start);
        if (!mark.fingerprint().equals(fingerprint)) {
            throw new ImportRefusedException(
                    "an import '" + plan.id() + "' was " + (mark.state() == ImportMark.State.RUNNING ? "begun" : "done")
                            + " with something else:\n  then " + mark.fingerprint() + "\n  now  " + fingerprint,
                    "Give this one its own --id, or forget the other's progress with --restart (orders already in the"
                            + " ledger are not counted twice).",
                    null);
        }
        return mark;
    }

    private ImportOutcome afterHolding(LedgerWriter writer, ImportMark mark, long began) throws IOException {
        if (plan.holdClock()) {
            return ImportOutcome.without(Kind.NOTHING_TO_DO, since(began));
        }
        ImportMark done = mark.ended(false);
        writer.together(() -> writer.letGo(done), done);
        return ImportOutcome.without(Kind.RELEASED, since(began));
    }

    private History readFile(Instant arrivedAt) throws IOException {
        IntakeLimits limits = new IntakeLimits(settings.currency(), settings.maxAhead(), settings.maxEventBytes());
        return History.checked(plan.file(), plan.mapping().mapping(), plan.until(), limits, arrivedAt, progress);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
