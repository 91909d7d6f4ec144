package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.Change.What;
import io.sojourn.connectors.rows.RowRefusedException.Reason;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderUpdated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row is an order.
 *
 * @param cancelled whether it was called off; null if the table does not say
 * @param deletedIsCancelled whether a row that goes is an order called off
 */
record OrderRows(
        Text id,
        Customer customer,
        @Nullable TimeColumn time,
        Amount amount,
        Text currency,
        @Nullable Question cancelled,
        boolean deletedIsCancelled)
        implements Meaning {

    private static final Map<String, Boolean> DELETED = Map.of("cancelled", true, "nothing", false);

    static OrderRows read(Keys keys, ZoneId zone) {
        keys.only("as", "id", "customer", "time", "amount", "currency", "cancelled", "deleted");
        return new OrderRows(
                Text.column(keys.in("id")),
                Customer.read(keys.in("customer")),
                TimeColumn.in(keys, zone),
                Amount.read(keys.in("amount")),
                Text.read(keys.in("currency")),
                keys.maybe("cancelled", Question::read),
                !keys.has("deleted") || keys.oneOf("deleted", DELETED));
    }

    @Override
    public Set<Class<? extends SpecificRecord>> events() {
        return Set.of(OrderCompleted.class, OrderUpdated.class, OrderCancelled.class);
    }

    @Override
    public @Nullable SpecificRecord event(Change told, EventIds ids) {
        if (told.what() == What.DELETE) {
            return deleted(told, ids);
        }
        Change change = told.happened(time);
        if (change == null) {
            return null;
        }
        return change.what() == What.UPDATE
                ? updated(change, ids)
                : Question.ifAsked(cancelled, change.row())
                        ? cancelled(change.row(), change.at(time), ids)
                        : completed(change, ids);
    }

    private @Nullable SpecificRecord updated(Change change, EventIds ids) {
        Row after = change.row();
        Row before = change.before();
        boolean isCancelled = Question.ifAsked(cancelled, after);
        if (before == null) {
            // Said again at every update, which changes nothing.
            return isCancelled ? cancelled(after, change.at(), ids) : changed(change, ids);
        }
        if (Question.ifAsked(cancelled, before)) {
            return null;
        }
        if (isCancelled) {
            return cancelled(after, change.at(), ids);
        }
        String was = customer.of(before);
        String is = customer.of(after);
        if (!Objects.equals(was, is)) {
            return handedOver(change, was, is, ids);
        }
        boolean worthTheSame = before.agrees(after, amount.column()) && before.agrees(after, currency.column());
        return worthTheSame ? null : changed(change, ids);
    }

    /** A guest who becomes known has ordered; an order whose customer is taken away stays what it was. */
    private @Nullable SpecificRecord handedOver(
            Change change, @Nullable String from, @Nullable String to, EventIds ids) {
        if (from != null && to != null) {
            throw change.row()
                    .cell(customer.column())
                    .unfit(
                            Reason.TWO_EVENTS,
                            "the order was of " + from
                                    + ": that it is no longer theirs, and that it is another's, would be two events;"
                                    + " cancel it and enter a new one");
        }
        return to == null ? null : completed(change, ids);
    }

    private @Nullable SpecificRecord deleted(Change change, EventIds ids) {
        if (!deletedIsCancelled) {
            return null;
        }
        Row row = change.row();
        if (isKeyAlone(row)) {
            throw new RowRefusedException(Reason.MISSING_BEFORE, change.table(), null, null, change.withoutBefore());
        }
        boolean counts = !Question.ifAsked(cancelled, row) && (time == null || time.maybe(row) != null);
        return counts ? cancelled(row, change.at(), ids) : null;
    }

    /** Where PostgreSQL tells no more of a row that went, Debezium fills in nulls and zeros. */
    private boolean isKeyAlone(Row row) {
        Instant at = time == null ? null : time.maybe(row);
        BigDecimal total = row.cell(amount.column()).decimal();
        return customer.of(row) == null
                && (at == null || at.equals(Instant.EPOCH))
                && (total == null || total.signum() == 0)
                && (currency.column() == null || currency.maybe(row) == null);
    }

    private OrderCompleted completed(Change change, EventIds ids) {
        Row row = change.row();
        String key = id.of(row);
        return new OrderCompleted(
                ids.of(key), customer.of(row), key, change.at(time), amount.of(row), currency.of(row), List.of());
    }

    private OrderUpdated changed(Change change, EventIds ids) {
        Row row = change.row();
        String key = id.of(row);
        return new OrderUpdated(
                ids.of(key, "updated", change),
                customer.of(row),
                key,
                change.at(),
                amount.of(row),
                currency.of(row),
                List.of());
    }

    private OrderCancelled cancelled(Row row, Instant at, EventIds ids) {
        String key = id.of(row);
        return new OrderCancelled(ids.of(key, "cancelled"), customer.of(row), key, at, null);
    }
}
