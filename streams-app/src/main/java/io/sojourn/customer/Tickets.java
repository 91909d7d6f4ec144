package io.sojourn.customer;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer's support tickets, in the order they were first told of. What a ticket is depends on its moves, not on how
 * often or in which order they are told: the latest opening, resolution or reopening decides whether it is open, among
 * several of one instant a resolution. Of a ticket whose opening was never told, a rating says that it is closed.
 */
public record Tickets(List<Ticket> all) {
    public static final Tickets NONE = new Tickets(List.of());

    /**
     * One ticket; {@code id} is a fingerprint, {@code changedAt} the latest opening, resolution or reopening, or
     * {@link Facts#NEVER_HAPPENED}.
     */
    public record Ticket(long id, long changedAt, boolean open, boolean complaint) {
        private Ticket after(Activity.TicketMoved move) {
            boolean complains = complaint || move.complaint();
            return switch (move.kind()) {
                case TICKET, REOPENING -> changed(move.at(), true, complains);
                case RESOLUTION -> changed(move.at(), false, complains);
                case RATING -> new Ticket(id, changedAt, open && changedAt != Facts.NEVER_HAPPENED, complains);
                default -> new Ticket(id, changedAt, open, complains);
            };
        }

        private Ticket changed(long at, boolean opens, boolean complains) {
            return at < changedAt
                    ? new Ticket(id, changedAt, open, complains)
                    : new Ticket(id, at, at == changedAt ? open && opens : opens, complains);
        }
    }

    Tickets after(Activity activity) {
        return activity instanceof Activity.TicketMoved move ? after(move) : this;
    }

    private Tickets after(Activity.TicketMoved move) {
        long id = Fingerprint.of(move.ticketId());
        for (int i = 0; i < all.size(); i++) {
            Ticket ticket = all.get(i);
            if (ticket.id == id) {
                Ticket moved = ticket.after(move);
                return moved.equals(ticket) ? this : with(i, moved);
            }
        }
        return with(all.size(), new Ticket(id, Facts.NEVER_HAPPENED, true, false).after(move));
    }

    /** How many are open. */
    public int open() {
        return (int) all.stream().filter(Ticket::open).count();
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
