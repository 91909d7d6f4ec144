package io.sojourn.connectors.rows;

import io.sojourn.events.TicketReplied;
import java.time.ZoneId;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row is a message about a ticket. What becomes of the row later says nothing.
 *
 * @param staff whether we wrote it
 */
record ReplyRows(
        Text id, Text ticket, Customer customer, @Nullable TimeColumn time, Question staff) implements Meaning {

    static ReplyRows read(Keys keys, ZoneId zone) {
        keys.only("as", "id", "ticket", "customer", "time", "staff");
        return new ReplyRows(
                Text.column(keys.in("id")),
                Text.column(keys.in("ticket")),
                Customer.read(keys.in("customer")),
                TimeColumn.in(keys, zone),
                Question.read(keys.in("staff")));
    }

    @Override
    public Set<Class<? extends SpecificRecord>> events() {
        return Set.of(TicketReplied.class);
    }

    @Override
    public @Nullable SpecificRecord event(Change told, EventIds ids) {
        Change change = told.appeared(time);
        if (change == null) {
            return null;
        }
        Row row = change.row();
        return new TicketReplied(ids.of(id.of(row)), customer.of(row), ticket.of(row), change.at(time), staff.of(row));
    }
}
