package io.sojourn.replay;

import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.ProductViewed;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** The ledger of a small shop: some customers, now and then refunded or told of late, a tick a day. */
public final class Shop {
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");

    private static final int CUSTOMERS = 40;

    private Shop() {}

    /**
     * Some orders, and ticks between them.
     *
     * @param late whether some of it is told late
     */
    public static LedgerOfTests ledger(WireFormat wire, long seed, int days, boolean late) {
        SplittableRandom random = new SplittableRandom(seed);
        LedgerOfTests ledger = new LedgerOfTests(wire, 3);
        for (int day = 0; day < days; day++) {
            for (int n = random.nextInt(5); n > 0; n--) {
                String customer = "c" + random.nextInt(CUSTOMERS);
                int before = random.nextInt(6) == 0 ? random.nextInt(50) : 0;
                Instant at = day(Math.max(0, day - (late ? before : 0))).plusMillis(random.nextInt(1, 1_000));
                String id = customer + "-" + day + "-" + n;
                Instant arrived = day(day).plusMillis(1_000 + n);
                if (random.nextInt(4) == 0) {
                    ledger.add(customer, new ProductViewed(id, customer, at, "p", null), arrived);
                } else {
                    ledger.add(customer, order(customer, id, at, random.nextInt(1, 500)), arrived);
                    if (random.nextInt(8) == 0) {
                        ledger.add(customer, refund(customer, id, at.plusMillis(1)), arrived);
                    }
                }
            }
            ledger.tick(day(day + 1));
        }
        return ledger;
    }

    /** The beginning of a day of it. */
    public static Instant day(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }

    public static OrderCompleted order(String customer, String id, Instant at, int total) {
        return new OrderCompleted(id, customer, id, at, new BigDecimal(total).setScale(4), "USD", List.of());
    }

    private static OrderRefunded refund(String customer, String order, Instant at) {
        return OrderRefunded.newBuilder()
                .setEventId(order + "-refund")
                .setCustomerId(customer)
                .setOrderId(order)
                .setOccurredAt(at)
                .setAmount(new BigDecimal("1.0000"))
                .setCurrency("USD")
                .setLines(List.of())
                .build();
    }
}
