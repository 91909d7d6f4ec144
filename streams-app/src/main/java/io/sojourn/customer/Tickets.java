package io.sojourn.customer;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer's support tickets, oldest first. A move counts when it is not older than the ticket's latest one, so it does
 * not matter how often, or in which order, the same moves are told.
 */
public record Tickets(List<Ticket> all) {
    public static final Tickets NONE = new Tickets(List.of());

    /** One ticket as its latest move, at {@code changedAt}, left it; {@code id} is a fingerprint. */
    public record Ticket(long id, long changedAt, boolean open, boolean complaint) {}

    Tickets after(Activity.TicketMoved move) {
        long id = Fingerprint.of(move.ticketId());
        for (int i = 0; i < all.size(); i++) {
            Ticket ticket = all.get(i);
            if (ticket.id == id) {
                Ticket moved = moved(ticket, move);
                return moved.equals(ticket) ? this : with(i, moved);
            }
        }
        boolean open = move.kind() != ActivityKind.RESOLUTION && move.kind() != ActivityKind.RATING;
        return with(all.size(), new Ticket(id, move.at(), open, move.complaint()));
    }

    /** How many are open. */
    public int open() {
        return (int) all.stream().filter(Ticket::open).count();
    }

    private static Ticket moved(Ticket ticket, Activity.TicketMoved move) {
        boolean complaint = ticket.complaint || move.complaint();
        if (move.at() < ticket.changedAt) {
            return new Ticket(ticket.id, ticket.changedAt, ticket.open, complaint);
        }
        boolean open = move.kind() == ActivityKind.REOPENING || (ticket.open && move.kind() != ActivityKind.RESOLUTION);
        return new Ticket(ticket.id, move.at(), open, complaint);
    }

    private Tickets with(int index, Ticket ticket) {
        List<Ticket> changed = new ArrayList<>(all);
        if (index == changed.size()) {
            changed.add(ticket);
        } else {
            changed.set(index, ticket);
        }
        return new Tickets(List.copyOf(changed));
    }
}
