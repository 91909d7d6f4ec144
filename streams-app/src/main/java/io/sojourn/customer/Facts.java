package io.sojourn.customer;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one customer. {@link #after} gives the next; telling the same thing twice changes nothing, and
 * what is told late counts at its own time. Whatever is asked as of an instant leaves out what happened later.
 *
 * @param firstSeenAt the earliest anything happened
 * @param currency of the customer's money; null before the first order
 * @param lastOrderEvent event id of the latest order that counts; null before the first, and after one that was called
 *     off, since those before it are not remembered by their events
 * @param visits carts among them
 * @param carts visits at which something was put in the cart, or its checkout begun
 * @param erasedAt what happened up to here is not remembered, since the customer was erased; {@link #NEVER_HAPPENED} if never
 */
public record Facts(
        long firstSeenAt,
        Profile profile,
        @Nullable String currency,
        @Nullable String lastOrderEvent,
        Purchases purchases,
        Recent visits,
        Recent carts,
        Engagements engagements,
        Tickets tickets,
        long erasedAt) {

    public static final long NEVER_HAPPENED = Long.MIN_VALUE;

    public static final Facts NONE = new Facts(
            Long.MAX_VALUE,
            Profile.NONE,
            null,
            null,
            Purchases.NONE,
            Recent.NONE,
            Recent.NONE,
            Engagements.NONE,
            Tickets.NONE,
            NEVER_HAPPENED);

    /** Whether nothing is known: not yet, or not any more. */
    public boolean isEmpty() {
        return firstSeenAt == NONE.firstSeenAt;
    }

    /** These facts and one activity more; these very facts when it told nothing new. */
    @SuppressWarnings("ReferenceEquality") // Every part answers with itself when it was told nothing new.
    public Facts after(Activity activity) {
        if (activity.at() <= erasedAt) {
            return this;
        } else if (activity instanceof Activity.Erased) {
            return erased(activity.at());
        }
        Purchases bought = isLatestOrderAgain(activity) ? purchases : purchases.after(activity);
        Tickets asked = tickets.after(activity);
        Recent visited = activity instanceof Activity.Visited visit ? after(visits, visit) : visits;
        Recent carted = activity instanceof Activity.Visited visit && visit.cart() ? after(carts, visit) : carts;
        Engagements engaged = engagements.after(activity);
        Profile known = profile.after(activity);
        boolean news = bought != purchases
                || asked != tickets
                || visited != visits
                || carted != carts
                || engaged != engagements
                || known != profile;
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
                carted,
                engaged,
                asked,
                erasedAt);
    }

    private static Facts erased(long at) {
        return new Facts(
                NONE.firstSeenAt,
                NONE.profile,
                NONE.currency,
                NONE.lastOrderEvent,
                NONE.purchases,
                NONE.visits,
                NONE.carts,
                NONE.engagements,
                NONE.tickets,
                at);
    }

    /** Orders are known by their ids; by its event too only the latest, which costs no room. */
    private boolean isLatestOrderAgain(Activity activity) {
        return activity instanceof Activity.Ordered ordered && ordered.eventId().equals(lastOrderEvent);
    }

    private static Recent after(Recent recent, Activity.Visited visit) {
        return recent.plus(Fingerprint.of(visit.eventId()), visit.at());
    }

    /** Others that are no news were told before, at another time or the same. */
    private boolean isFirstSignOfLife(Activity activity) {
        return activity.at() < firstSeenAt && activity instanceof Activity.ProfileUpdated;
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
        return purchases.counting().lastUpTo(instant);
    }

    /** When the latest visit happened, up to {@code instant}, or {@link #NEVER_HAPPENED}. */
    public long lastVisitAt(long instant) {
        return visits.trail().lastUpTo(instant);
    }

    /** When the cart was last filled that no order has followed by {@code instant}, or {@link #NEVER_HAPPENED}. */
    public long cartLeftAt(long instant) {
        long filled = carts.trail().lastUpTo(instant);
        return filled > lastOrderAt(instant) ? filled : NEVER_HAPPENED;
    }
}
