package io.sojourn.customer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What happened to a customer's support tickets, of which the tickets follow. What they are depends on the moves, not on how
 * often or in which order these are told: the same move of the same ticket at the same instant is one.
 *
 * @param moves the recent ones, at least the latest {@link Recent#KEPT}: id is that of the ticket, amount says what happened
 *     ({@link #OPENED} and so on), off is a rating's value. A ticket with none among them is forgotten, though it be open
 * @param count tickets ever told of; one that was forgotten and moves again counts again
 */
public record Tickets(Trail moves, int count) {
    // What happened, as it is stored: none of these numbers ever changes.
    public static final int OPENED = 1;

    /** Opened with a complaint. */
    public static final int COMPLAINED = 2;

    /** By us. */
    public static final int REPLIED = 3;

    /** By the customer. */
    public static final int WRITTEN = 4;

    public static final int RESOLVED = 5;
    public static final int REOPENED = 6;
    public static final int RATED = 7;

    /** A rating of at most so much is a low one. */
    public static final int LOW = 2;

    public static final Tickets NONE = new Tickets(Trail.EMPTY, 0);

    Tickets after(Activity activity) {
        if (activity instanceof Activity.TicketMoved moved) {
            int what = switch (moved.kind()) {
                case RESOLUTION -> RESOLVED;
                case REOPENING -> REOPENED;
                default -> moved.complaint() ? COMPLAINED : OPENED;
            };
            return plus(moved.ticketId(), moved.at(), what, 0);
        } else if (activity instanceof Activity.TicketReplied replied) {
            return plus(replied.ticketId(), replied.at(), replied.byStaff() ? REPLIED : WRITTEN, 0);
        } else if (activity instanceof Activity.TicketRated rated) {
            return plus(rated.ticketId(), rated.at(), RATED, rated.rating());
        }
        return this;
    }

    private Tickets plus(String ticketId, long at, int what, int rating) {
        Trail.Step move = new Trail.Step(at, Fingerprint.of(ticketId), what, rating);
        for (int i = moves.countUpTo(at) - 1; i >= 0 && moves.at(i) == at; i--) {
            if (moves.step(i).equals(move)) {
                return this;
            }
        }
        int tickets = moves.indexOf(move.id()) < 0 ? count + 1 : count;
        return new Tickets(Recent.keeping(moves.plus(move)), tickets);
    }

    /** Every ticket as it was at {@code instant}. */
    public List<Ticket> at(long instant) {
        if (moves.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Trail.Step>> tickets = new LinkedHashMap<>();
        int count = moves.countUpTo(instant);
        for (int i = 0; i < count; i++) {
            tickets.computeIfAbsent(moves.id(i), id -> new ArrayList<>()).add(moves.step(i));
        }
        return tickets.values().stream().map(Ticket::of).toList();
    }

    /** How many were open at {@code instant}. */
    public int open(long instant) {
        return (int) at(instant).stream().filter(Ticket::open).count();
    }

    /** How many of those open at {@code instant} were complaints. */
    public int openComplaints(long instant) {
        return (int) at(instant).stream()
                .filter(ticket -> ticket.open() && ticket.complaint())
                .count();
    }

    /** How often any of them was reopened, up to {@code instant}. */
    public int reopened(long instant) {
        return at(instant).stream().mapToInt(Ticket::reopened).sum();
    }

    /**
     * Since when whoever waited longest for our answer at {@code instant} had been waiting, or
     * {@link Facts#NEVER_HAPPENED}: no open ticket waited.
     */
    public long waitingSince(long instant) {
        return at(instant).stream()
                .filter(ticket -> ticket.open() && ticket.waitingSince() != Facts.NEVER_HAPPENED)
                .mapToLong(Ticket::waitingSince)
                .min()
                .orElse(Facts.NEVER_HAPPENED);
    }

    /** When a ticket was last opened, up to {@code instant}, or {@link Facts#NEVER_HAPPENED}. */
    public long lastOpenedAt(long instant) {
        return Math.max(lastAt(OPENED, instant), lastAt(COMPLAINED, instant));
    }

    /** When we last replied to any ticket, up to {@code instant}, or {@link Facts#NEVER_HAPPENED}. */
    public long lastReplyAt(long instant) {
        return lastAt(REPLIED, instant);
    }

    /** When a ticket was last rated, up to {@code instant}, or {@link Facts#NEVER_HAPPENED}. */
    public long lastRatingAt(long instant) {
        return lastAt(RATED, instant);
    }

    private long lastAt(int what, long instant) {
        int last = last(what, instant);
        return last < 0 ? Facts.NEVER_HAPPENED : moves.at(last);
    }

    private int last(int what, long instant) {
        int last = moves.countUpTo(instant) - 1;
        while (last >= 0 && moves.amount(last) != what) {
            last--;
        }
        return last;
    }

    /** The latest rating up to {@code instant}, 1 to 5; the worst of several of one instant. */
    public OptionalInt rating(long instant) {
        int last = last(RATED, instant);
        if (last < 0) {
            return OptionalInt.empty();
        }
        long rating = moves.off(last);
        for (int i = last - 1; i >= 0 && moves.at(i) == moves.at(last); i--) {
            rating = moves.amount(i) == RATED ? Math.min(rating, moves.off(i)) : rating;
        }
        return rating == 0 ? OptionalInt.empty() : OptionalInt.of((int) rating);
    }

    /** How many ratings after {@code from}, up to {@code instant}, were at most {@link #LOW}. */
    public int lowRatings(long from, long instant) {
        int low = 0;
        int until = moves.countUpTo(instant);
        for (int i = moves.countUpTo(from); i < until; i++) {
            low += moves.amount(i) == RATED && moves.off(i) > 0 && moves.off(i) <= LOW ? 1 : 0;
        }
        return low;
    }
}
