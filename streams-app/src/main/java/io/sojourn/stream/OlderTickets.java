package io.sojourn.stream;

import io.sojourn.customer.Facts;
import io.sojourn.customer.Fingerprint;
import io.sojourn.customer.Tickets;
import io.sojourn.customer.Trail;

/**
 * Tickets as version 2 of the stored form had them: of each whether it is open, whether it is a complaint, and its latest
 * change. They become the moves that leave them so; replies and ratings were not remembered.
 */
final class OlderTickets {
    private static final int LEAST_OF_A_TICKET = Fingerprint.BYTES + 2;
    private static final int OPEN = 1;
    private static final int COMPLAINT = 2;

    private OlderTickets() {}

    static Tickets read(PackedReader in) {
        int count = in.count(LEAST_OF_A_TICKET);
        Trail moves = Trail.EMPTY;
        for (int left = count; left > 0; left--) {
            long id = in.fixed(Fingerprint.BYTES);
            long state = in.number();
            long changedAt = in.instant();
            boolean complaint = (state & COMPLAINT) != 0;
            if ((state & OPEN) != 0) {
                moves = moves.plus(new Trail.Step(changedAt, id, complaint ? Tickets.COMPLAINED : Tickets.OPENED, 0));
                continue;
            }
            if (complaint) {
                moves = moves.plus(new Trail.Step(Facts.NEVER_HAPPENED, id, Tickets.COMPLAINED, 0));
            }
            int closed = changedAt == Facts.NEVER_HAPPENED ? Tickets.RATED : Tickets.RESOLVED;
            moves = moves.plus(new Trail.Step(changedAt, id, closed, 0));
        }
        return new Tickets(moves, count);
    }
}
