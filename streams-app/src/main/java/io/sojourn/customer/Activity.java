package io.sojourn.customer;

import org.jspecify.annotations.Nullable;

/**
 * Something a customer did, or that was done for them. {@code at} is when it happened, in milliseconds since 1970 UTC;
 * money is a whole number of 1/10,000 of the currency's unit.
 */
public sealed interface Activity {
    String eventId();

    long at();

    ActivityKind kind();

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

    /** The customer looked at something. */
    record Visited(String eventId, long at) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.VISIT;
        }
    }

    /** A support ticket moved; {@code kind} says how, {@code complaint} counts when it opens. */
    record TicketMoved(String eventId, long at, ActivityKind kind, String ticketId, boolean complaint)
            implements Activity {}

    /** A contact that is neither order, visit nor ticket. */
    record Engaged(String eventId, long at) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.ENGAGEMENT;
        }
    }

    /** Something became known of the person. */
    record ProfileUpdated(String eventId, long at) implements Activity {
        @Override
        public ActivityKind kind() {
            return ActivityKind.PROFILE;
        }
    }
}
