package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.Change.What;
import io.sojourn.events.TicketRated;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A row is a customer's rating of a ticket, as soon as it holds one. */
record RatingRows(
        Text id, Text ticket, Customer customer, @Nullable TimeColumn time, Text rating) implements Meaning {

    static RatingRows read(Keys keys, ZoneId zone) {
        keys.only("as", "id", "ticket", "customer", "time", "rating");
        return new RatingRows(
                Text.column(keys.in("id")),
                Text.column(keys.in("ticket")),
                Customer.read(keys.in("customer")),
                TimeColumn.in(keys, zone),
                Text.column(keys.in("rating")));
    }

    @Override
    public Set<Class<? extends SpecificRecord>> events() {
        return Set.of(TicketRated.class);
    }

    @Override
    public @Nullable SpecificRecord event(Change told, EventIds ids) {
        Change change = told.what() == What.DELETE ? null : told.happened(time);
        if (change == null) {
            return null;
        }
        Row row = change.row();
        Integer stars = stars(rating, row);
        Row before = change.before();
        Integer starsBefore = before == null ? null : stars(rating, before);
        if (stars == null || stars.equals(starsBefore)) {
            return null;
        }
        return starsBefore == null
                ? rated(row, ids.of(id.of(row)), change.at(time), stars)
                : rated(row, ids.of(id.of(row), "updated", change), change.at(), stars);
    }

    private TicketRated rated(Row row, String eventId, Instant at, int stars) {
        return new TicketRated(eventId, customer.of(row), ticket.of(row), at, stars);
    }

    /** Null if there are none, or nobody asks for them. */
    static @Nullable Integer stars(@Nullable Text rating, Row row) {
        return rating == null || rating.column() == null
                ? null
                : row.cell(rating.column()).whole();
    }
}
