package io.sojourn.history;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one row says of an order: the whole of it, or one position.
 *
 * @param kind index of the mapping's rule
 * @param customerId null for a guest
 * @param of the order that a refund or cancellation concerns, null where not said
 * @param trouble why the row cannot be used although its order is known; then all else but kind and order is void
 */
record Draft(
        int kind,
        String orderId,
        @Nullable String customerId,
        Instant at,
        BigDecimal amount,
        String currency,
        @Nullable String of,
        long line,
        int lines,
        @Nullable RowRefusal trouble) {

    static Draft troubled(int kind, String orderId, Row row, RowRefusal trouble) {
        return new Draft(
                kind, orderId, null, Instant.EPOCH, BigDecimal.ZERO, "", null, row.line(), row.lines(), trouble);
    }

    boolean sameOrderAs(Draft other) {
        return kind == other.kind && orderId.equals(other.orderId);
    }

    RefusedRow refused(RowRefusal refusal) {
        return new RefusedRow(line, lines, refusal);
    }
}
