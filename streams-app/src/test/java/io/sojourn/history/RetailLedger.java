package io.sojourn.history;

import io.sojourn.intake.IntakeLimits;
import io.sojourn.lifecycle.RealData;
import io.sojourn.replay.LedgerOfTests;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/** The ledger that an import makes of UCI's Online Retail II, one row an invoice, with a tick a day and one at the end. */
public final class RetailLedger {
    public static final Instant END = Instant.parse("2011-12-09T12:50:00Z");

    private RetailLedger() {}

    /** Skips the test if the file is not there. */
    public static LedgerOfTests of(WireFormat wire) throws IOException {
        LedgerOfTests ledger = new LedgerOfTests(wire, 4);
        TickTrail trail = new TickTrail(Duration.ofDays(1));
        try (History history = History.checked(
                RealData.path("online-retail-ii/invoices.csv.gz"),
                MappingFile.load(SampleData.mapping("online-retail-invoices.yaml"))
                        .mapping(),
                END,
                new IntakeLimits("GBP", Duration.ofMinutes(5), 1_000),
                END,
                Progress.UNSEEN)) {
            Instant reached = history.first().orElseThrow();
            for (Iterator<PastEvent> events = history.events(); events.hasNext(); ) {
                PastEvent event = events.next();
                trail.between(reached, event.at()).forEach(ledger::tick);
                reached = event.at();
                if (event.customerId() != null) {
                    ledger.add(event.customerId(), event.toAvro(), event.at());
                }
            }
            trail.between(reached, END).forEach(ledger::tick);
            ledger.tick(END);
        }
        return ledger;
    }
}
