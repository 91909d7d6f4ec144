package io.sojourn.value.rfm;

import io.sojourn.value.Rfm;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Frozen limits between scores. They are computed once from a population and then hold, under their version, until others take
 * their place: a customer's score moves when the customer does, never because others did.
 *
 * @param version names them wherever they decided something
 * @param windowMillis the trailing window of frequency and monetary
 * @param recency of minus the silence since the last order, in milliseconds, so that more is better
 * @param frequency of orders in the window
 * @param monetary of net spend in the window, in 1/10,000
 */
public record CutPoints(String version, long windowMillis, Scale recency, Scale frequency, Scale monetary) {
    public CutPoints {
        if (recency.top() != frequency.top() || recency.top() != monetary.top()) {
            throw new IllegalArgumentException("all three scales have the same number of scores");
        }
    }

    /** The highest score. */
    public int top() {
        return recency.top();
    }

    /**
     * The scores at an instant; empty for who has no order in the window, as such customers are not among those the cut-points were
     * computed from.
     *
     * @throws IllegalArgumentException if it is over another window
     */
    public Optional<RfmScore> score(Rfm rfm, long instant) {
        if (rfm.windowMillis() != windowMillis) {
            throw new IllegalArgumentException(
                    "these are cut-points over a window of " + windowMillis + " ms, not of " + rfm.windowMillis());
        }
        return rfm.frequency() == 0
                ? Optional.empty()
                : Optional.of(new RfmScore(
                        recency.score(rfm.lastOrderAt() - instant),
                        frequency.score(rfm.frequency()),
                        monetary.score(rfm.net())));
    }

    /**
     * From everybody who has an order in the window at an instant, exactly; {@code parts} is 5 for scores 1 to 5.
     *
     * @throws IllegalArgumentException if nobody has
     */
    public static CutPoints of(String version, long windowMillis, Collection<Rfm> population, long instant, int parts) {
        List<Rfm> scored =
                population.stream().filter(rfm -> rfm.frequency() > 0).toList();
        return new CutPoints(
                version,
                windowMillis,
                scale(scored, rfm -> rfm.lastOrderAt() - instant, parts),
                scale(scored, Rfm::frequency, parts),
                scale(scored, Rfm::net, parts));
    }

    private static Scale scale(List<Rfm> population, ToLongFunction<Rfm> value, int parts) {
        return Scale.ofQuantiles(population.stream().mapToLong(value).toArray(), parts);
    }
}
