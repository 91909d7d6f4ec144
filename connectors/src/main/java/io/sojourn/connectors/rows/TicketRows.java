package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.RowRefusedException.Reason;
import io.sojourn.events.TicketOpened;
import io.sojourn.events.TicketRated;
import io.sojourn.events.TicketReopened;
import io.sojourn.events.TicketResolved;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row is a support ticket.
 *
 * @param complaint whether the customer complains; null if the table does not say
 * @param resolved whether it is done with; null if the table does not say
 * @param rating where the customer's rating will stand; null if that is told elsewhere
 */
record TicketRows(
        Text id,
        Customer customer,
        @Nullable TimeColumn time,
        @Nullable Text subject,
        @Nullable Question complaint,
        @Nullable Question resolved,
        @Nullable Text rating)
        implements Meaning {

    static TicketRows read(Keys keys, ZoneId zone) {
        keys.only("as", "id", "customer", "time", "subject", "complaint", "resolved", "rating");
        return new TicketRows(
                Text.column(keys.in("id")),
                Customer.read(keys.in("customer")),
                TimeColumn.in(keys, zone),
                keys.maybe("subject", Text::read),
                keys.maybe("complaint", Question::read),
                keys.maybe("resolved", Question::read),
                keys.maybe("rating", Text::column));
    }

    @Override
    public Set<Class<? extends SpecificRecord>> events() {
        return Set.of(TicketOpened.class, TicketResolved.class, TicketReopened.class, TicketRated.class);
    }

    @Override
    public @Nullable SpecificRecord event(Change told, EventIds ids) {
        Change change = told.happened(time);
        if (change == null) {
            return null;
        }
        Row row = change.row();
        return switch (change.what()) {
            case INSERT, READ -> Question.ifAsked(resolved, row) ? resolvedBefore(change, ids) : opened(change, ids);
            case UPDATE -> updated(change, ids);
            case DELETE -> Question.ifAsked(resolved, row) ? null : resolved(row, change.at(), "deleted", change, ids);
        };
    }

    private @Nullable SpecificRecord updated(Change change, EventIds ids) {
        Row row = change.row();
        Row before = change.before();
        boolean isDone = Question.ifAsked(resolved, row);
        if (before == null) {
            // That it is done may be told again; that it was reopened or rated would count again.
            return isDone ? resolved(row, change.at(), "resolved", change, ids) : null;
        }
        boolean wasDone = Question.ifAsked(resolved, before);
        SpecificRecord rated = rated(change, before, ids);
        if (isDone == wasDone) {
            return rated;
        }
        if (rated != null && rating != null) {
            throw row.cell(String.valueOf(rating.column()))
                    .unfit(
                            Reason.TWO_EVENTS,
                            "the ticket was also " + (isDone ? "resolved" : "reopened")
                                    + " by this change, which would be two events; tell ratings by a connector of their own,"
                                    + " whose mapping takes the table as: rating");
        }
        return isDone
                ? resolved(row, change.at(), "resolved", change, ids)
                : new TicketReopened(ids.of(id.of(row), "reopened", change), customer.of(row), id.of(row), change.at());
    }

    private @Nullable SpecificRecord rated(Change change, Row before, EventIds ids) {
        Row row = change.row();
        Integer stars = RatingRows.stars(rating, row);
        return stars == null || stars.equals(RatingRows.stars(rating, before))
                ? null
                : new TicketRated(
                        ids.of(id.of(row), "rated", change), customer.of(row), id.of(row), change.at(), stars);
    }

    private TicketOpened opened(Change change, EventIds ids) {
        Row row = change.row();
        String key = id.of(row);
        return new TicketOpened(
                ids.of(key),
                customer.of(row),
                key,
                change.at(time),
                Text.ifAsked(subject, row),
                Question.ifAsked(complaint, row));
    }

    /** When, no column says; that it is no longer open matters more. */
    private TicketResolved resolvedBefore(Change change, EventIds ids) {
        Row row = change.row();
        String key = id.of(row);
        return new TicketResolved(ids.of(key, "resolved"), customer.of(row), key, change.at(time));
    }

    private TicketResolved resolved(Row row, Instant at, String how, Change change, EventIds ids) {
        String key = id.of(row);
        return new TicketResolved(ids.of(key, how, change), customer.of(row), key, at);
    }
}
