package io.sojourn.fitting;

import io.sojourn.customer.Trail;
import io.sojourn.value.purchase.Occasions;
import java.util.ArrayList;
import java.util.List;

/** One customer of the past: the orders that count, to be looked at as of any instant. */
public record Buyer(Trail orders) {
    /** Whether there was an order by then. */
    boolean isKnownBy(long instant) {
        return orders.countUpTo(instant) > 0;
    }

    Occasions by(long instant) {
        return Occasions.of(orders, instant);
    }

    /** The customer as of each occasion up to an instant. */
    List<Occasions> occasions(long end) {
        List<Occasions> occasions = new ArrayList<>();
        for (int i = 0; i < orders.countUpTo(end); i++) {
            Occasions now = by(orders.at(i));
            if (occasions.size() <= now.repeats()) {
                occasions.add(now);
            }
        }
        return occasions;
    }
}
