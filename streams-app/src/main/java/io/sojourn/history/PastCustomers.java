package io.sojourn.history;

import io.sojourn.Settings;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.intake.IntakeLimits;
import io.sojourn.stream.ActivityCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file of orders as what the lifecycle would remember of each customer at its end: the same checks, the same facts, no cluster. All
 * customers are held in memory.
 *
 * @param end the instant it was read to, or the last event's
 * @param tally what became of every row
 */
public record PastCustomers(SortedMap<CustomerId, Facts> customers, Instant end, Tally tally) {

    /**
     * Reads the whole file.
     *
     * @param until the last instant to take; null takes all
     * @throws MappingRefusedException where the mapping does not fit the file's header
     * @throws FileRefusedException where the file cannot be read, or holds no customer's order
     */
    public static PastCustomers read(
            Path file, Mapping mapping, @Nullable Instant until, Settings settings, Progress progress)
            throws IOException {
        String currency = Objects.requireNonNullElse(mapping.currency().constant(), settings.currency());
        IntakeLimits limits = new IntakeLimits(currency, settings.maxAhead(), settings.maxEventBytes());
        Map<CustomerId, Facts> customers = new TreeMap<>();
        try (History history = History.checked(file, mapping, until, limits, Instant.now(), progress)) {
            for (Iterator<PastEvent> events = history.events(); events.hasNext(); ) {
                PastEvent event = events.next();
                if (event.customerId() != null) {
                    CustomerId customer = new CustomerId(event.customerId());
                    Facts before = customers.getOrDefault(customer, Facts.NONE);
                    customers.put(customer, before.after(ActivityCodec.read(event.toAvro())));
                }
            }
            if (customers.isEmpty()) {
                throw new FileRefusedException(
                        file + " holds no customer's order:\n" + new FateTable(history.tally()).text(), null);
            }
            Instant end = until != null ? until : history.last().orElseThrow();
            return new PastCustomers(new TreeMap<>(customers), end, history.tally());
        }
    }
}
