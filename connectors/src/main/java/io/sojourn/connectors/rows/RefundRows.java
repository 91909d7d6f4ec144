package io.sojourn.connectors.rows;

import io.sojourn.events.OrderRefunded;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row is money that went back. A row that is changed or goes is a further refund, of the difference.
 *
 * @param of the order it concerns; null if the table does not say
 */
record RefundRows(
        Text id,
        @Nullable Text of,
        Customer customer,
        @Nullable TimeColumn time,
        Amount amount,
        Text currency) implements Meaning {

    static RefundRows read(Keys keys, ZoneId zone) {
        keys.only("as", "id", "of", "customer", "time", "amount", "currency");
        return new RefundRows(
                Text.column(keys.in("id")),
                keys.maybe("of", Text::column),
                Customer.read(keys.in("customer")),
                TimeColumn.in(keys, zone),
                Amount.read(keys.in("amount")),
                Text.read(keys.in("currency")));
    }

    @Override
    public Set<Class<? extends SpecificRecord>> events() {
        return Set.of(OrderRefunded.class);
    }

    @Override
    public @Nullable SpecificRecord event(Change told, EventIds ids) {
        Change change = told.happened(time);
        if (change == null) {
            return null;
        }
        return switch (change.what()) {
            case INSERT, READ -> refunded(change, ids);
            case UPDATE -> updated(change, ids);
            case DELETE -> takenBack(change, ids);
        };
    }

    private OrderRefunded refunded(Change change, EventIds ids) {
        Row row = change.row();
        return refund(row, ids.of(id.of(row)), change.at(time), amount.of(row));
    }

    private @Nullable SpecificRecord updated(Change change, EventIds ids) {
        Row row = change.row();
        Row before = change.before();
        if (before == null) {
            return null;
        }
        if (before.cell(amount.column()).decimal() == null) {
            return refunded(change, ids);
        }
        BigDecimal more = amount.of(row).subtract(amount.of(before));
        return more.signum() == 0 ? null : refund(row, ids.of(id.of(row), "updated", change), change.at(), more);
    }

    private @Nullable SpecificRecord takenBack(Change change, EventIds ids) {
        Row row = change.row();
        return row.cell(amount.column()).decimal() == null
                ? null
                : refund(
                        row,
                        ids.of(id.of(row), "deleted"),
                        change.at(),
                        amount.of(row).negate());
    }

    private OrderRefunded refund(Row row, String eventId, Instant at, BigDecimal amount) {
        return new OrderRefunded(
                eventId, customer.of(row), Text.ifAsked(of, row), at, amount, currency.of(row), List.of());
    }
}
