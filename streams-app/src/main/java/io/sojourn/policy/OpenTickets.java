package io.sojourn.policy;

import io.sojourn.customer.Tickets.Ticket;
import java.util.OptionalLong;

/** How many support tickets are open: all, or complaints alone. It never changes by itself. */
public record OpenTickets(boolean complaints) implements Measure {
    @Override
    public OptionalLong valueAt(Moment moment) {
        int open = 0;
        for (Ticket ticket : moment.facts().tickets().all()) {
            open += ticket.open() && (ticket.complaint() || !complaints) ? 1 : 0;
        }
        return OptionalLong.of(open);
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        return NEVER;
    }

    @Override
    public String text() {
        return complaints ? "open_complaints()" : "tickets_open()";
    }

    @Override
    public String show(long value) {
        return Long.toString(value);
    }
}
