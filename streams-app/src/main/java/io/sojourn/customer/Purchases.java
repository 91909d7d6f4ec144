package io.sojourn.customer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's orders and what became of them. An order counts unless it was called off or refunded in full; whether it
 * does depends on what was told of it, not on how often or in which order (but of two updates of the same instant the
 * later told holds).
 *
 * @param counting orders that count, by order id: total, and what was refunded of it
 * @param gone orders that do not, likewise; remembered so that a repeated completion does not revive them
 * @param refunds every change by event id; its amount is what counts at the change's own time: that of a refund without
 *     an order, else zero
 * @param waiting changes whose order has not been seen yet, and of every order that had one its latest update, so that
 *     an older one told late does not undo it
 */
public record Purchases(Trail counting, Trail gone, Trail refunds, List<Waiting> waiting) {
    public static final Purchases NONE = new Purchases(Trail.EMPTY, Trail.EMPTY, Trail.EMPTY, List.of());

    /** What went off an order that was cancelled: more than any total. */
    private static final long ALL_OF_IT = Long.MAX_VALUE;

    /** A change of one order; {@code order} is the fingerprint of the order's id. */
    public record Waiting(long order, ActivityKind kind, long at, long amount) {
        boolean isUpdateOf(long other) {
            return kind == ActivityKind.ORDER_UPDATE && order == other;
        }

        Trail.Step of(Trail.Step before) {
            long total = kind == ActivityKind.ORDER_UPDATE ? amount : before.amount();
            long off = before.off();
            if (kind == ActivityKind.CANCELLATION) {
                off = ALL_OF_IT;
            } else if (kind == ActivityKind.REFUND && off != ALL_OF_IT) {
                off += amount;
            }
            return new Trail.Step(before.at(), before.id(), total, off);
        }
    }

    Purchases after(Activity activity) {
        if (activity instanceof Activity.Ordered ordered) {
            return afterOrder(ordered);
        } else if (activity instanceof Activity.OrderUpdated updated) {
            return afterChange(updated, updated.orderId(), updated.total());
        } else if (activity instanceof Activity.Refunded refunded) {
            return afterChange(refunded, refunded.orderId(), refunded.amount());
        } else if (activity instanceof Activity.OrderCancelled cancelled) {
            return afterChange(cancelled, cancelled.orderId(), 0);
        }
        return this;
    }

    /** What all orders that count are worth, less what went back of them and without an order. */
    public long spend() {
        int orders = counting.size();
        return counting.amount(0, orders) - counting.off(0, orders) - refunds.amount(0, refunds.size());
    }

    /** Whether this order is known and counts. */
    public boolean counts(Activity.Ordered ordered) {
        return counting.indexOf(Fingerprint.of(ordered.orderId())) >= 0;
    }

    private Purchases afterOrder(Activity.Ordered ordered) {
        long order = Fingerprint.of(ordered.orderId());
        if (isKnown(order)) {
            return this;
        }
        Trail longer = counting.plus(new Trail.Step(ordered.at(), order, ordered.total(), 0));
        Purchases known = new Purchases(longer, gone, refunds, waiting);
        return waiting.isEmpty() ? known : known.afterWaitingFor(order);
    }

    private Purchases afterWaitingFor(long order) {
        List<Waiting> left = new ArrayList<>(waiting);
        left.removeIf(change -> change.order == order && change.kind != ActivityKind.ORDER_UPDATE);
        Purchases known = new Purchases(counting, gone, refunds, List.copyOf(left));
        for (Waiting change : waiting) {
            known = change.order == order ? known.changed(change) : known;
        }
        return known;
    }

    private Purchases afterChange(Activity activity, @Nullable String orderId, long amount) {
        long event = Fingerprint.of(activity.eventId());
        if (refunds.indexOf(event) >= 0) {
            return this;
        }
        long atOwnTime = orderId == null ? amount : 0;
        Trail noted = refunds.plus(new Trail.Step(activity.at(), event, atOwnTime, 0));
        Purchases known = new Purchases(counting, gone, noted, waiting);
        return orderId == null
                ? known
                : known.after(new Waiting(Fingerprint.of(orderId), activity.kind(), activity.at(), amount));
    }

    private Purchases after(Waiting change) {
        boolean update = change.kind == ActivityKind.ORDER_UPDATE;
        if (update && hasNewerUpdateThan(change)) {
            return this;
        }
        Purchases known = update || !isKnown(change.order) ? withWaiting(change) : this;
        return isKnown(change.order) ? known.changed(change) : known;
    }

    private boolean hasNewerUpdateThan(Waiting update) {
        for (Waiting each : waiting) {
            if (each.isUpdateOf(update.order) && each.at > update.at) {
                return true;
            }
        }
        return false;
    }

    private Purchases withWaiting(Waiting change) {
        List<Waiting> longer = new ArrayList<>(waiting);
        longer.removeIf(each -> change.isUpdateOf(each.order) && each.isUpdateOf(change.order));
        longer.add(change);
        return new Purchases(counting, gone, refunds, List.copyOf(longer));
    }

    private boolean isKnown(long order) {
        return counting.indexOf(order) >= 0 || gone.indexOf(order) >= 0;
    }

    /** After a change of a known order. */
    private Purchases changed(Waiting change) {
        int index = counting.indexOf(change.order);
        boolean counted = index >= 0;
        Trail trail = counted ? counting : gone;
        int where = counted ? index : gone.indexOf(change.order);
        Trail.Step order = change.of(trail.step(where));
        if (counts(order) == counted) {
            Trail changed = trail.with(where, order);
            return new Purchases(counted ? changed : counting, counted ? gone : changed, refunds, waiting);
        }
        Trail fewer = trail.without(where);
        return counted
                ? new Purchases(fewer, gone.plus(order), refunds, waiting)
                : new Purchases(counting.plus(order), fewer, refunds, waiting);
    }

    /** An order for nothing counts too, until something is refunded of it. */
    private static boolean counts(Trail.Step order) {
        return order.off() <= 0 || order.off() < order.amount();
    }
}
