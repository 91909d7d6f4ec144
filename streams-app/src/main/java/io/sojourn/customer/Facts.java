package io.sojourn.customer;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one customer. {@link #after} gives the next; telling the same thing twice changes nothing, and
 * what is told late counts at its own time.
 *
 * @param firstSeenAt the earliest anything happened
 * @param profileAt the latest profile change, or {@link #NEVER_HAPPENED}
 * @param currency of the customer's money; null before the first order
 * @param lastOrderEvent event id of the latest order that counts; null before the first, and after one that was called
 *     off, since those before it are not remembered by their events
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
    @SuppressWarnings("ReferenceEquality") // Every part answers with itself when it was told nothing new.
    public Facts after(Activity activity) {
        Purchases bought = purchases.after(activity);
        Tickets asked = tickets.after(activity);
        Trail visited = activity.kind() == ActivityKind.VISIT ? remembering(visits, activity) : visits;
        Trail engaged = activity.kind() == ActivityKind.ENGAGEMENT ? remembering(engagements, activity) : engagements;
        long known = activity.kind() == ActivityKind.PROFILE ? Math.max(profileAt, activity.at()) : profileAt;
        boolean news = bought != purchases
                || asked != tickets
                || visited != visits
                || engaged != engagements
                || known != profileAt;
        if (!news && !isFirstSignOfLife(activity)) {
            return this;
        }
        return new Facts(
                Math.min(firstSeenAt, activity.at()),
                known,
                currency == null && activity instanceof Activity.Ordered ordered ? ordered.currency() : currency,
                lastOrderEventAfter(activity, bought.counting()),
                bought,
                visited,
                visitCount + (visited == visits ? 0 : 1),
                engaged,
                engagementCount + (engaged == engagements ? 0 : 1),
                asked);
    }

    /** What is remembered by its id cannot be one: then it was told before, with another time. */
    private boolean isFirstSignOfLife(Activity activity) {
        return activity.at() < firstSeenAt
                && (activity instanceof Activity.TicketMoved || activity instanceof Activity.ProfileUpdated);
    }

    private @Nullable String lastOrderEventAfter(Activity activity, Trail orders) {
        Trail ordersBefore = purchases.counting();
        if (orders.isEmpty()) {
            return null;
        }
        Trail.Step latest = orders.step(orders.size() - 1);
        if (!ordersBefore.isEmpty()
                && ordersBefore.step(ordersBefore.size() - 1).id() == latest.id()) {
            return lastOrderEvent;
        }
        return activity.kind() == ActivityKind.ORDER ? activity.eventId() : null;
    }

    /** When the latest order that counts happened, up to {@code instant}, or {@link #NEVER_HAPPENED}. */
    public long lastOrderAt(long instant) {
        return lastUpTo(purchases.counting(), instant);
    }

    /** When the latest visit happened, up to {@code instant}, or {@link #NEVER_HAPPENED}. */
    public long lastVisitAt(long instant) {
        return lastUpTo(visits, instant);
    }

    private static long lastUpTo(Trail trail, long instant) {
        int count = trail.countUpTo(instant);
        return count == 0 ? NEVER_HAPPENED : trail.at(count - 1);
    }

    private static Trail remembering(Trail recent, Activity activity) {
        long id = Fingerprint.of(activity.eventId());
        if (recent.indexOf(id) >= 0) {
            return recent;
        }
        Trail more = recent.plus(new Trail.Step(activity.at(), id, 0, 0));
        return more.size() > RECENT + RECENT / 2 ? more.latest(RECENT) : more;
    }
}
