package io.sojourn.cli.demo;

import io.sojourn.Settings;
import io.sojourn.dev.shop.Moment;
import io.sojourn.history.StreamImport;
import io.sojourn.history.StreamImport.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/** Hands the shop's past to the history importer. */
final class ShopHistory {
    private static final Duration A_TICK_A_DAY = Duration.ofDays(1);

    private ShopHistory() {}

    /** Returns when all of {@code past} is in the ledger and the clock runs on from {@code ends}. */
    static void bring(Past past, Instant ends, Settings settings) {
        var began = past.reached();
        try {
            new StreamImport(settings, "simulated-shop", A_TICK_A_DAY)
                    // Stopped early, the past ends with what was told: a tick beyond would find silence where nobody
                    // spoke yet.
                    .run(began, told(past), () -> past.complete() ? ends : past.reached());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<Told> told(Past past) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return past.hasNext();
            }

            @Override
            public Told next() {
                Moment moment = past.next();
                return new Told(moment.at(), moment.customerId(), moment.event());
            }
        };
    }
}
