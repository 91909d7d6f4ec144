package io.sojourn.customer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a customer did, or that was done for them. {@code at} is when it happened, in milliseconds since 1970 UTC;
 * money is a whole number of 1/10,000 of the currency's unit.
 */
public sealed interface Activity {
    String eventId();

    long at();

    ActivityKind kind();

    /** Whether it counts for how things were at an instant, going by all that was told since: it happened by then, or undid all that had. */
    default boolean countsAt(long instant) {
        return at() <= instant || this instanceof Erased;
    }

    /** An order was placed; {@code total} may be zero. */
    record Ordered(String eventId, long at, String orderId, long total, String currency) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.ORDER;
        }
    }

    /** An order has a new total. */
    record OrderUpdated(String eventId, long at, String orderId, long total) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.ORDER_UPDATE;
        }
    }

    /** Money went back, for one order or for none in particular; normally {@code amount} is positive. */
    record Refunded(String eventId, long at, @Nullable String orderId, long amount) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.REFUND;
        }
    }

    /** An order was called off. */
    record OrderCancelled(String eventId, long at, String orderId) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.CANCELLATION;
        }
    }

    /** The customer looked at something; {@code cart} if they put something in their cart or went to pay for it. */
    record Visited(String eventId, long at, boolean cart) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.VISIT;
        }
    }

    /** A support ticket was opened, resolved or reopened, as {@code kind} says; {@code complaint} counts when it opens. */
    record TicketMoved(String eventId, long at, ActivityKind kind, String ticketId, boolean complaint)
            implements Activity {
        public TicketMoved {
            if (kind != ActivityKind.TICKET && kind != ActivityKind.RESOLUTION && kind != ActivityKind.REOPENING) {
                throw new IllegalArgumentException("no such move of a ticket: " + kind.word());
            }
        }
    }

    /** Somebody wrote about a ticket: we if {@code byStaff}, else the customer. */
    record TicketReplied(String eventId, long at, String ticketId, boolean byStaff) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.REPLY;
        }
    }

    /** The customer rated how a ticket was dealt with, from 1 (worst) to 5 (best). */
    record TicketRated(String eventId, long at, String ticketId, int rating) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.RATING;
        }
    }

    /** A contact that is neither order, visit nor ticket; {@code what} it was, {@code byStaff} if it was our doing. */
    record Engaged(String eventId, long at, String what, boolean byStaff) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.ENGAGEMENT;
        }
    }

    /** Something became known of the person: only what changed, an empty text for what no longer holds. */
    record ProfileUpdated(String eventId, long at, Map<String, String> attributes) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.PROFILE;
        }
    }

    /** Nothing is to be remembered of the customer: neither what is known, nor what is told later of the time up to this. */
    record Erased(String eventId, long at) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.ERASURE;
        }
    }
}
