package io.sojourn.proof.load;

import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.ProductViewed;
import io.sojourn.events.TicketOpened;
import io.sojourn.schemas.Topics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * A year of a shop, made up and always the same: so many events at even distances, each of a customer drawn by Zipf's
 * law. Of 100 events some 55 are orders, 38 product views, 3 refunds, 1 a cancellation, 3 complaints.
 *
 * @param skew exponent of Zipf's law over the customers
 */
public record Load(int events, int customers, double skew) {
    public static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    public static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    /** In the ledger a tick stands after each such span, and one at the very end. */
    public static final Duration TICK_EVERY = Duration.ofHours(6);

    private static final long SEED = 20260101;

    /** One event and the input topic it would come in by. */
    public record Event(String topic, String customer, Instant at, SpecificRecord record) {}

    /** Tells every event in the order of time. */
    public void tell(Consumer<Event> listener) {
        Zipf zipf = new Zipf(customers, skew);
        SplittableRandom random = new SplittableRandom(SEED);
        long span = Duration.between(BEGIN, END).toMillis() - 1;
        int[] lastOrder = new int[customers];
        BigDecimal[] lastTotal = new BigDecimal[customers];
        for (int i = 0; i < events; i++) {
            int rank = zipf.at(random.nextDouble());
            String customer = "customer-" + rank;
            String id = "e-" + i;
            Instant at = BEGIN.plusMillis((long) ((double) i / events * span));
            int kind = random.nextInt(100);
            BigDecimal total = BigDecimal.valueOf(500 + random.nextInt(20_000), 2);
            BigDecimal ordered = lastTotal[rank];
            if ((kind >= 59 && kind < 97) || (kind >= 55 && kind < 59 && ordered == null)) {
                listener.accept(
                        new Event(Topics.VISITS, customer, at, new ProductViewed(id, customer, at, "p-" + kind, null)));
            } else if (kind >= 97) {
                listener.accept(new Event(
                        Topics.SUPPORT, customer, at, new TicketOpened(id, customer, "t-" + i, at, null, true)));
            } else if (kind == 58) {
                listener.accept(new Event(
                        Topics.ORDERS,
                        customer,
                        at,
                        new OrderCancelled(id, customer, "o-" + lastOrder[rank], at, null)));
            } else if (kind >= 55) {
                BigDecimal back = ordered.divide(BigDecimal.valueOf(kind - 54), 4, RoundingMode.HALF_UP);
                listener.accept(new Event(
                        Topics.ORDERS,
                        customer,
                        at,
                        new OrderRefunded(id, customer, "o-" + lastOrder[rank], at, back, "USD", List.of())));
            } else {
                lastOrder[rank] = i;
                lastTotal[rank] = total;
                listener.accept(new Event(
                        Topics.ORDERS,
                        customer,
                        at,
                        new OrderCompleted(id, customer, "o-" + i, at, total.setScale(4), "USD", List.of())));
            }
        }
    }
}
