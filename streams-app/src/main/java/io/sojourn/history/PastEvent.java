package io.sojourn.history;

import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event of the past, as the ledger will hold it.
 *
 * @param as never {@link Kind.As#NOTHING}
 * @param customerId null for a guest
 * @param orderId the order it is, or concerns; null for a refund that names none
 */
record PastEvent(
        String eventId,
        Kind.As as,
        @Nullable String customerId,
        @Nullable String orderId,
        Instant at,
        BigDecimal amount,
        String currency) {
    /** Of equal times, by id as text: so two imports of the same file write the same sequence. */
    static final Comparator<PastEvent> IN_TIME =
            Comparator.comparing(PastEvent::at).thenComparing(PastEvent::eventId);

    /** Decimals that the topics' money has. */
    static final int SCALE = 4;

    SpecificRecord toAvro() {
        return switch (as) {
            case ORDER ->
                new OrderCompleted(
                        eventId, customerId, Mapping.required("orderId", orderId), at, money(), currency, List.of());
            case REFUND -> new OrderRefunded(eventId, customerId, orderId, at, money(), currency, List.of());
            case CANCELLATION ->
                new OrderCancelled(eventId, customerId, Mapping.required("orderId", orderId), at, null);
            case NOTHING -> throw new IllegalStateException("rows that mean nothing make no event");
        };
    }

    private BigDecimal money() {
        return amount.setScale(SCALE);
    }
}
