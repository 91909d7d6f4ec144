package io.sojourn.customer;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one customer. {@link #after} gives the next; telling the same thing twice changes nothing, and
 * what is told late counts at its own time.
 *
 * @param firstSeenAt the earliest anything happened
 * @param profileAt the latest profile change, or {@link #NEVER_HAPPENED}
 * @param currency of the customer's money; null before the first order
 * @param lastOrderEvent event id of the latest order told so far; null before the first
 * @param visits the recent ones, at most {@link #RECENT}
 * @param visitCount all of them
 * @param engagements the recent ones, at most {@link #RECENT}
 * @param engagementCount all of them
 */
public record Facts(
        long firstSeenAt,
        long profileAt,
        @Nullable String currency,
        @Nullable String lastOrderEvent,
        Purchases purchases,
        Trail visits,
        int visitCount,
        Trail engagements,
        int engagementCount,
        Tickets tickets) {

    /** How many visits (and engagements) are remembered one by one; a repeat of an older one counts again. */
    public static final int RECENT = 128;

    public static final long NEVER_HAPPENED = Long.MIN_VALUE;

    public static final Facts NONE = new Facts(
            Long.MAX_VALUE, NEVER_HAPPENED, null, null, Purchases.NONE, Trail.EMPTY, 0, Trail.EMPTY, 0, Tickets.NONE);

    /** These facts and one activity more; these very facts when it told nothing new. */
    public Facts after(Activity activity) {
        if (activity instanceof Activity.Ordered ordered) {
            return afterOrder(ordered);
        } else if (activity instanceof Activity.OrderUpdated updated) {
            return withPurchases(purchases.after(updated), updated.at());
        } else if (activity instanceof Activity.Refunded refunded) {
            return withPurchases(purchases.after(refunded), refunded.at());
        } else if (activity instanceof Activity.OrderCancelled cancelled) {
            return withPurchases(purchases.after(cancelled), cancelled.at());
        } else if (activity instanceof Activity.Visited visited) {
            Trail more = remembering(visits, visited);
            return more == visits ? this : with(visited.at(), more, visitCount + 1, engagements, engagementCount);
        } else if (activity instanceof Activity.Engaged engaged) {
            Trail more = remembering(engagements, engaged);
            return more == engagements ? this : with(engaged.at(), visits, visitCount, more, engagementCount + 1);
        } else if (activity instanceof Activity.TicketMoved moved) {
            return withTickets(tickets.after(moved), moved.at());
        } else if (activity instanceof Activity.ProfileUpdated updated) {
            return updated.at() <= profileAt ? this : withProfileAt(updated.at());
        }
        throw new IllegalArgumentException("no such activity: " + activity);
    }

    /** When the latest order that counts happened, up to {@code instant}, or {@link #NEVER_HAPPENED}. */
    public long lastOrderAt(long instant) {
        return lastUpTo(purchases.counting(), instant);
    }

    /** When something of this kind last happened, up to {@code instant}, or {@link #NEVER_HAPPENED}. */
    public long lastVisitAt(long instant) {
        return lastUpTo(visits, instant);
    }

    private static long lastUpTo(Trail trail, long instant) {
        int count = trail.countUpTo(instant);
        return count == 0 ? NEVER_HAPPENED : trail.at(count - 1);
    }

    private Facts afterOrder(Activity.Ordered ordered) {
        Purchases more = purchases.after(ordered);
        if (more == purchases) {
            return this;
        }
        boolean latest = ordered.at() >= lastOrderAt(Long.MAX_VALUE);
        return new Facts(
                Math.min(firstSeenAt, ordered.at()),
                profileAt,
                currency == null ? ordered.currency() : currency,
                latest ? ordered.eventId() : lastOrderEvent,
                more,
                visits,
                visitCount,
                engagements,
                engagementCount,
                tickets);
    }

    private static Trail remembering(Trail recent, Activity activity) {
        long id = Fingerprint.of(activity.eventId());
        if (recent.indexOf(id) >= 0) {
            return recent;
        }
        Trail more = recent.plus(new Trail.Step(activity.at(), id, 0, 0));
        return more.size() > RECENT + RECENT / 2 ? more.latest(RECENT) : more;
    }

    private Facts withPurchases(Purchases changed, long at) {
        return changed == purchases
                ? this
                : new Facts(
                        Math.min(firstSeenAt, at),
                        profileAt,
                        currency,
                        lastOrderEvent,
                        changed,
                        visits,
                        visitCount,
                        engagements,
                        engagementCount,
                        tickets);
    }

    private Facts withTickets(Tickets changed, long at) {
        return changed == tickets
                ? this
                : new Facts(
                        Math.min(firstSeenAt, at),
                        profileAt,
                        currency,
                        lastOrderEvent,
                        purchases,
                        visits,
                        visitCount,
                        engagements,
                        engagementCount,
                        changed);
    }

    private Facts withProfileAt(long at) {
        return new Facts(
                Math.min(firstSeenAt, at),
                at,
                currency,
                lastOrderEvent,
                purchases,
                visits,
                visitCount,
                engagements,
                engagementCount,
                tickets);
    }

    private Facts with(long at, Trail visits, int visitCount, Trail engagements, int engagementCount) {
        return new Facts(
                Math.min(firstSeenAt, at),
                profileAt,
                currency,
                lastOrderEvent,
                purchases,
                visits,
                visitCount,
                engagements,
                engagementCount,
                tickets);
    }
}
