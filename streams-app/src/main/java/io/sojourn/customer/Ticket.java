package io.sojourn.customer;

import java.util.List;

/**
 * A support ticket as its moves up to some instant left it; instants are {@link Facts#NEVER_HAPPENED} where there is none.
 * The latest opening, resolution or reopening decides whether it is open, among several of one instant a resolution. Of a
 * ticket whose opening was never told, a rating says that it is closed.
 *
 * @param id fingerprint of the ticket's id
 * @param openedAt when it was first opened
 * @param repliedAt when we first replied
 * @param waitingSince when the customer opened, reopened or wrote, if it is open and we have not replied since
 * @param reopened how often
 * @param complaint whether it ever was one
 */
public record Ticket(
        long id, long openedAt, long repliedAt, long waitingSince, int reopened, boolean open, boolean complaint) {

    /** @param moves of {@link Tickets#moves}, those of this ticket in the same order, at least one */
    static Ticket of(List<Trail.Step> moves) {
        long openedAt = Facts.NEVER_HAPPENED;
        long repliedAt = Facts.NEVER_HAPPENED;
        long changedAt = Facts.NEVER_HAPPENED;
        long resolvedAt = Facts.NEVER_HAPPENED;
        long answeredAt = Facts.NEVER_HAPPENED;
        long waitingSince = Facts.NEVER_HAPPENED;
        int reopened = 0;
        boolean complaint = false;
        boolean rated = false;
        for (Trail.Step move : moves) {
            int what = (int) move.amount();
            boolean opened = what == Tickets.OPENED || what == Tickets.COMPLAINED;
            complaint |= what == Tickets.COMPLAINED;
            openedAt = opened && openedAt == Facts.NEVER_HAPPENED ? move.at() : openedAt;
            changedAt = opened || what == Tickets.REOPENED ? move.at() : changedAt;
            resolvedAt = what == Tickets.RESOLVED ? move.at() : resolvedAt;
            reopened += what == Tickets.REOPENED ? 1 : 0;
            rated |= what == Tickets.RATED;
            repliedAt = what == Tickets.REPLIED && repliedAt == Facts.NEVER_HAPPENED ? move.at() : repliedAt;
            if (what == Tickets.REPLIED || what == Tickets.RESOLVED) {
                answeredAt = move.at();
                waitingSince = Facts.NEVER_HAPPENED;
            } else if (what != Tickets.RATED && waitingSince == Facts.NEVER_HAPPENED && move.at() > answeredAt) {
                waitingSince = move.at();
            }
        }
        boolean untold = changedAt == Facts.NEVER_HAPPENED && resolvedAt == Facts.NEVER_HAPPENED;
        boolean open = untold ? !rated : changedAt > resolvedAt;
        return new Ticket(
                moves.get(0).id(),
                openedAt,
                repliedAt,
                open ? waitingSince : Facts.NEVER_HAPPENED,
                reopened,
                open,
                complaint);
    }
}
