package io.sojourn.fitting;

import io.sojourn.customer.Facts;
import io.sojourn.value.purchase.Observed;
import io.sojourn.value.purchase.Occasions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everybody with an order by the end of the calibration, as the models see them then.
 *
 * @param until the end of the calibration, in milliseconds
 * @param unitMillis the models' unit of time
 */
public record Population(List<Buyer> buyers, long until, long unitMillis) {
    public Population {
        buyers = List.copyOf(buyers);
        if (buyers.isEmpty()) {
            throw new IllegalArgumentException("nobody has ordered by the end of the calibration");
        }
    }

    /** Of those among these customers who are known by then. */
    public static Population of(Collection<Facts> customers, long until, long unitMillis) {
        List<Buyer> buyers = customers.stream()
                .map(facts -> new Buyer(facts.purchases().counting()))
                .filter(buyer -> buyer.isKnownBy(until))
                .toList();
        return new Population(buyers, until, unitMillis);
    }

    public int size() {
        return buyers.size();
    }

    /** What is observed, and of how many: a likelihood needs each only once. */
    Map<Observed, Integer> observed() {
        Map<Observed, Integer> counts = new LinkedHashMap<>();
        buyers.forEach(buyer -> counts.merge(observed(buyer), 1, Integer::sum));
        return counts;
    }

    Observed observed(Buyer buyer) {
        return buyer.by(until).at(until, unitMillis);
    }

    /** Those with repeat orders of some worth. */
    List<Occasions> spenders() {
        return buyers.stream()
                .map(buyer -> buyer.by(until))
                .filter(occasions -> occasions.repeats() > 0 && occasions.repeatSpend() > 0)
                .toList();
    }
}
