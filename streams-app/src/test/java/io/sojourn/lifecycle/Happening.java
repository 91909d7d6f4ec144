package io.sojourn.lifecycle;

import static io.sojourn.value.Rfm.DAY;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import java.util.Map;

/** What happens in stories. Days are numbers; ids follow from them, so that the same thing told twice is the same thing. */
public final class Happening {
    public static final String DOLLARS = "USD";

    private Happening() {}

    public static long day(double day) {
        return Math.round(day * DAY);
    }

    /** Dollars as the domain counts them. */
    public static long dollars(double amount) {
        return Math.round(amount * 10_000);
    }

    /** An order over $100 with the id {@code order-DAY}. */
    public static Activity.Ordered orderOn(double day) {
        return order("order-" + plain(day), day, 100);
    }

    public static Activity.Ordered orderAt(long at) {
        return new Activity.Ordered("e:order-at-" + at, at, "order-at-" + at, dollars(100), DOLLARS);
    }

    public static Activity.Ordered order(String id, double day, double total) {
        return new Activity.Ordered("e:" + id, day(day), id, dollars(total), DOLLARS);
    }

    public static Activity.OrderUpdated updateOf(String order, double day, double total) {
        return new Activity.OrderUpdated("e:update-" + order + "-" + plain(day), day(day), order, dollars(total));
    }

    public static Activity.Refunded refundOf(String order, double day, double amount) {
        return new Activity.Refunded("e:refund-" + order + "-" + plain(day), day(day), order, dollars(amount));
    }

    /** A refund that names no order. */
    public static Activity.Refunded refundOn(double day, double amount) {
        return new Activity.Refunded("e:refund-" + plain(day), day(day), null, dollars(amount));
    }

    public static Activity.OrderCancelled cancellationOf(String order, double day) {
        return new Activity.OrderCancelled("e:cancel-" + order + "-" + plain(day), day(day), order);
    }

    public static Activity.Visited visitOn(double day) {
        return visitAt(day(day));
    }

    public static Activity.Visited visitAt(long at) {
        return new Activity.Visited("e:visit-at-" + at, at, false);
    }

    /** Something was put in the cart. */
    public static Activity.Visited cartOn(double day) {
        return new Activity.Visited("e:cart-" + plain(day), day(day), true);
    }

    public static Activity.Engaged engagementOn(double day) {
        return engaged("email-opened", day);
    }

    /** The customer's own doing. */
    public static Activity.Engaged engaged(String what, double day) {
        return new Activity.Engaged("e:" + what + "-" + plain(day), day(day), what, false);
    }

    /** Our doing. */
    public static Activity.Engaged contacted(String what, double day) {
        return new Activity.Engaged("e:" + what + "-" + plain(day), day(day), what, true);
    }

    public static Activity.ProfileUpdated profileOn(double day) {
        return new Activity.ProfileUpdated("e:profile-" + plain(day), day(day), Map.of());
    }

    public static Activity.ProfileUpdated profileOn(double day, String attribute, String value) {
        return new Activity.ProfileUpdated(
                "e:profile-" + attribute + "-" + plain(day), day(day), Map.of(attribute, value));
    }

    public static Activity.Erased erasureOn(double day) {
        return new Activity.Erased("e:erasure-" + plain(day), day(day));
    }

    /** Something happened to the ticket {@code T-1}. */
    public static Activity ticket(ActivityKind kind, double day) {
        return ticket("T-1", kind, day);
    }

    /** Something happened to a ticket: a question, our reply, a rating of 5. */
    public static Activity ticket(String id, ActivityKind kind, double day) {
        return ticket("e:" + id + "-" + kind + "-" + plain(day), day(day), kind, id, false, 5);
    }

    /**
     * Whatever can happen to a ticket.
     *
     * @param flag of an opening whether it is a complaint, of a reply whether it is the customer's
     */
    public static Activity ticket(String event, long at, ActivityKind kind, String id, boolean flag, int rating) {
        return switch (kind) {
            case REPLY -> new Activity.TicketReplied(event, at, id, !flag);
            case RATING -> new Activity.TicketRated(event, at, id, rating);
            default -> new Activity.TicketMoved(event, at, kind, id, flag);
        };
    }

    private static String plain(double day) {
        return day == Math.rint(day) ? Long.toString((long) day) : Double.toString(day);
    }
}
