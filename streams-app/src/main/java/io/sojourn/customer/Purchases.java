package io.sojourn.customer;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer's orders and what became of them.
 *
 * @param counting orders that count, by order id: total, and what was refunded of it
 * @param gone orders cancelled or refunded in full; remembered so that a repeated completion does not revive them
 * @param refunds every refund by event id; its amount is what counts at the refund's own time: zero where an order took it
 * @param waiting updates, refunds and cancellations whose order has not been seen yet
 */
public record Purchases(Trail counting, Trail gone, Trail refunds, List<Waiting> waiting) {
    public static final Purchases NONE = new Purchases(Trail.EMPTY, Trail.EMPTY, Trail.EMPTY, List.of());

    /** A change that came before its order; {@code order} is the fingerprint of the order's id. */
    public record Waiting(long order, ActivityKind kind, long at, long amount) {}

    Purchases after(Activity.Ordered ordered) {
        long order = Fingerprint.of(ordered.orderId());
        if (counting.indexOf(order) >= 0 || gone.indexOf(order) >= 0) {
            return this;
        }
        Purchases known = withCounting(counting.plus(new Trail.Step(ordered.at(), order, ordered.total(), 0)));
        if (waiting.isEmpty()) {
            return known;
        }
        List<Waiting> stillWaiting = new ArrayList<>();
        for (Waiting change : waiting) {
            if (change.order == order) {
                known = known.changed(change);
            } else {
                stillWaiting.add(change);
            }
        }
        return new Purchases(known.counting, known.gone, known.refunds, List.copyOf(stillWaiting));
    }

    Purchases after(Activity.OrderUpdated updated) {
        return changedOnce(new Waiting(
                Fingerprint.of(updated.orderId()), ActivityKind.ORDER_UPDATE, updated.at(), updated.total()));
    }

    Purchases after(Activity.OrderCancelled cancelled) {
        return changedOnce(
                new Waiting(Fingerprint.of(cancelled.orderId()), ActivityKind.CANCELLATION, cancelled.at(), 0));
    }

    Purchases after(Activity.Refunded refunded) {
        long event = Fingerprint.of(refunded.eventId());
        if (refunds.indexOf(event) >= 0) {
            return this;
        }
        String orderId = refunded.orderId();
        long atOwnTime = orderId == null ? refunded.amount() : 0;
        Trail noted = refunds.plus(new Trail.Step(refunded.at(), event, atOwnTime, 0));
        Purchases known = new Purchases(counting, gone, noted, waiting);
        return orderId == null
                ? known
                : known.changedOrWaiting(
                        new Waiting(Fingerprint.of(orderId), ActivityKind.REFUND, refunded.at(), refunded.amount()));
    }

    private Purchases changedOnce(Waiting change) {
        return waiting.contains(change) ? this : changedOrWaiting(change);
    }

    private Purchases changedOrWaiting(Waiting change) {
        if (counting.indexOf(change.order) >= 0) {
            return changed(change);
        }
        if (gone.indexOf(change.order) >= 0) {
            return this;
        }
        List<Waiting> longer = new ArrayList<>(waiting);
        longer.add(change);
        return new Purchases(counting, gone, refunds, List.copyOf(longer));
    }

    private Purchases changed(Waiting change) {
        int index = counting.indexOf(change.order);
        if (index < 0) {
            return this;
        }
        Trail.Step order = counting.step(index);
        if (change.kind == ActivityKind.ORDER_UPDATE) {
            return order.amount() == change.amount
                    ? this
                    : withCounting(
                            counting.with(index, new Trail.Step(order.at(), order.id(), change.amount, order.off())));
        }
        boolean cancelled = change.kind == ActivityKind.CANCELLATION;
        long off = cancelled ? order.amount() : Math.max(0, Math.addExact(order.off(), change.amount));
        boolean inFull = cancelled || (off > 0 && off >= order.amount());
        return inFull
                ? new Purchases(counting.without(index), gone.plus(order), refunds, waiting)
                : withCounting(counting.with(index, new Trail.Step(order.at(), order.id(), order.amount(), off)));
    }

    private Purchases withCounting(Trail changed) {
        return new Purchases(changed, gone, refunds, waiting);
    }
}
