package io.sojourn.proof.faults.script;

import io.sojourn.events.CustomerErased;
import io.sojourn.events.Engaged;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.OrderUpdated;
import io.sojourn.events.ProductViewed;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.events.TicketOpened;
import io.sojourn.schemas.Topics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One customer's events, dated and sent as told. All that touches orders goes by one topic and under the customer's key, so it
 * arrives in the order it was sent; what goes by other topics may overtake it.
 */
final class Events {
    private final String customer;
    private final List<Sending> sendings;
    private int count;

    Events(String customer, List<Sending> sendings) {
        this.customer = customer;
        this.sendings = sendings;
    }

    /** @param dated when it happened, counted from the beginning of the run like {@code sent} */
    void order(Duration sent, Duration dated, String order, int total) {
        String id = nextId();
        sendings.add(Sending.event(
                sent,
                Topics.ORDERS,
                customer,
                begin -> new OrderCompleted(id, customer, order, begin.plus(dated), money(total), "USD", List.of())));
    }

    void update(Duration sent, String order, int total) {
        String id = nextId();
        sendings.add(Sending.event(
                sent,
                Topics.ORDERS,
                customer,
                begin -> new OrderUpdated(id, customer, order, begin.plus(sent), money(total), "USD", List.of())));
    }

    void refund(Duration sent, String order, int amount) {
        String id = nextId();
        sendings.add(Sending.event(
                sent,
                Topics.ORDERS,
                customer,
                begin -> new OrderRefunded(id, customer, order, begin.plus(sent), money(amount), "USD", List.of())));
    }

    void cancel(Duration sent, String order) {
        String id = nextId();
        sendings.add(Sending.event(
                sent,
                Topics.ORDERS,
                customer,
                begin -> new OrderCancelled(id, customer, order, begin.plus(sent), null)));
    }

    void visit(Duration sent, Duration dated) {
        String id = nextId();
        sendings.add(Sending.event(
                sent,
                Topics.VISITS,
                customer,
                begin -> new ProductViewed(id, customer, begin.plus(dated), "p-" + sent.toMillis() % 100, null)));
    }

    void ticket(Duration sent) {
        String id = nextId();
        sendings.add(Sending.event(
                sent,
                Topics.SUPPORT,
                customer,
                begin -> new TicketOpened(id, customer, "t-" + id, begin.plus(sent), null, true)));
    }

    void engagement(Duration sent) {
        String id = nextId();
        sendings.add(Sending.event(
                sent,
                Topics.ENGAGEMENTS,
                customer,
                begin -> new Engaged(id, customer, begin.plus(sent), "email-opened", null, false, Map.of())));
    }

    void profile(Duration sent) {
        String id = nextId();
        sendings.add(Sending.event(
                sent,
                Topics.PROFILES,
                customer,
                begin -> new ProfileUpdated(id, customer, begin.plus(sent), Map.of("city", "Leuven"))));
    }

    void erasure(Duration sent) {
        String id = nextId();
        sendings.add(Sending.event(
                sent, Topics.PROFILES, customer, begin -> new CustomerErased(id, customer, begin.plus(sent), null)));
    }

    private String nextId() {
        return customer + "-e" + ++count;
    }

    static BigDecimal money(int total) {
        return BigDecimal.valueOf(total, 2).setScale(4);
    }
}
