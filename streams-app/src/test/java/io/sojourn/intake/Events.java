package io.sojourn.intake;

import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.PageViewed;
import io.sojourn.events.TicketRated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Sound events of Ada's, to be spoiled one field at a time. */
final class Events {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Events() {}

    static OrderCompleted.Builder order() {
        return OrderCompleted.newBuilder()
                .setEventId("event-1")
                .setCustomerId("ada")
                .setOrderId("order-1")
                .setOccurredAt(NOON)
                .setTotal(new BigDecimal("19.9000"))
                .setCurrency("USD")
                .setLines(List.of());
    }

    static OrderRefunded.Builder refund() {
        return OrderRefunded.newBuilder()
                .setEventId("event-2")
                .setCustomerId("ada")
                .setOccurredAt(NOON)
                .setAmount(new BigDecimal("5.0000"))
                .setCurrency("USD")
                .setLines(List.of());
    }

    static PageViewed.Builder visit() {
        return PageViewed.newBuilder()
                .setEventId("event-3")
                .setCustomerId("ada")
                .setOccurredAt(NOON);
    }

    static TicketRated.Builder rating(int rating) {
        return TicketRated.newBuilder()
                .setEventId("event-4")
                .setCustomerId("ada")
                .setTicketId("ticket-1")
                .setOccurredAt(NOON)
                .setRating(rating);
    }
}
