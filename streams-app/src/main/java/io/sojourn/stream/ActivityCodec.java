package io.sojourn.stream;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.events.CartViewed;
import io.sojourn.events.CheckoutStarted;
import io.sojourn.events.CustomerErased;
import io.sojourn.events.Engaged;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.OrderUpdated;
import io.sojourn.events.PageViewed;
import io.sojourn.events.ProductAdded;
import io.sojourn.events.ProductViewed;
import io.sojourn.events.ProductsSearched;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.events.TicketOpened;
import io.sojourn.events.TicketRated;
import io.sojourn.events.TicketReopened;
import io.sojourn.events.TicketReplied;
import io.sojourn.events.TicketResolved;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Avro events as activities, for which their heads suffice: Avro stops here. */
public final class ActivityCodec {
    private static final Map<Class<?>, Function<Object, Activity>> READERS = Map.ofEntries(
            reader(
                    OrderCompleted.class,
                    e -> new Activity.Ordered(
                            e.getEventId(),
                            ms(e.getOccurredAt()),
                            e.getOrderId(),
                            Money.of(e.getTotal()),
                            e.getCurrency())),
            reader(
                    OrderUpdated.class,
                    e -> new Activity.OrderUpdated(
                            e.getEventId(), ms(e.getOccurredAt()), e.getOrderId(), Money.of(e.getTotal()))),
            reader(
                    OrderRefunded.class,
                    e -> new Activity.Refunded(
                            e.getEventId(), ms(e.getOccurredAt()), e.getOrderId(), Money.of(e.getAmount()))),
            reader(
                    OrderCancelled.class,
                    e -> new Activity.OrderCancelled(e.getEventId(), ms(e.getOccurredAt()), e.getOrderId())),
            reader(PageViewed.class, e -> visit(e.getEventId(), e.getOccurredAt(), false)),
            reader(ProductViewed.class, e -> visit(e.getEventId(), e.getOccurredAt(), false)),
            reader(ProductAdded.class, e -> visit(e.getEventId(), e.getOccurredAt(), true)),
            reader(CartViewed.class, e -> visit(e.getEventId(), e.getOccurredAt(), false)),
            reader(ProductsSearched.class, e -> visit(e.getEventId(), e.getOccurredAt(), false)),
            reader(CheckoutStarted.class, e -> visit(e.getEventId(), e.getOccurredAt(), true)),
            reader(
                    TicketOpened.class,
                    e -> ticket(
                            e.getEventId(), e.getOccurredAt(), ActivityKind.TICKET, e.getTicketId(), e.getComplaint())),
            reader(
                    TicketReplied.class,
                    e -> new Activity.TicketReplied(
                            e.getEventId(), ms(e.getOccurredAt()), e.getTicketId(), e.getByStaff())),
            reader(
                    TicketResolved.class,
                    e -> ticket(e.getEventId(), e.getOccurredAt(), ActivityKind.RESOLUTION, e.getTicketId(), false)),
            reader(
                    TicketReopened.class,
                    e -> ticket(e.getEventId(), e.getOccurredAt(), ActivityKind.REOPENING, e.getTicketId(), false)),
            reader(
                    TicketRated.class,
                    e -> new Activity.TicketRated(
                            e.getEventId(), ms(e.getOccurredAt()), e.getTicketId(), e.getRating())),
            reader(
                    Engaged.class,
                    e -> new Activity.Engaged(e.getEventId(), ms(e.getOccurredAt()), e.getKind(), e.getByStaff())),
            reader(
                    ProfileUpdated.class,
                    e -> new Activity.ProfileUpdated(e.getEventId(), ms(e.getOccurredAt()), e.getAttributes())),
            reader(CustomerErased.class, e -> new Activity.Erased(e.getEventId(), ms(e.getOccurredAt()))));

    private ActivityCodec() {}

    /**
     * What the domain hears of an event.
     *
     * @throws IllegalArgumentException if the record is no event
     */
    public static Activity read(SpecificRecord event) {
        Function<Object, Activity> reader = READERS.get(event.getClass());
        if (reader == null) {
            throw new IllegalArgumentException(event.getClass().getName() + " is no event of a customer");
        }
        return reader.apply(event);
    }

    private static <E extends SpecificRecord> Map.Entry<Class<?>, Function<Object, Activity>> reader(
            Class<E> type, Function<E, Activity> reader) {
        return Map.entry(type, event -> reader.apply(type.cast(event)));
    }

    private static Activity visit(String eventId, Instant at, boolean cart) {
        return new Activity.Visited(eventId, ms(at), cart);
    }

    private static Activity ticket(String eventId, Instant at, ActivityKind kind, String ticketId, boolean complaint) {
        return new Activity.TicketMoved(eventId, ms(at), kind, ticketId, complaint);
    }

    private static long ms(Instant at) {
        return at.toEpochMilli();
    }
}
