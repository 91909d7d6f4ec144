package io.sojourn.fitting;

import io.sojourn.value.Rfm;
import io.sojourn.value.rfm.CutPoints;

/**
 * Cut-points of a population too large to hold: three {@link ValueSketch}es, made in parts and merged.
 *
 * @param instant as of which everybody is added
 */
public record CutPointSketch(
        long instant, long windowMillis, ValueSketch recency, ValueSketch frequency, ValueSketch monetary) {

    /** Of nobody yet. */
    public static CutPointSketch empty(long instant, long windowMillis) {
        return new CutPointSketch(instant, windowMillis, new ValueSketch(), new ValueSketch(), new ValueSketch());
    }

    /** Counts one customer, if there is an order in the window. */
    public void add(Rfm rfm) {
        if (rfm.frequency() > 0) {
            recency.add(rfm.lastOrderAt() - instant);
            frequency.add(rfm.frequency());
            monetary.add(rfm.net());
        }
    }

    /** Counts everybody the other one counted. */
    public void add(CutPointSketch other) {
        recency.add(other.recency);
        frequency.add(other.frequency);
        monetary.add(other.monetary);
    }

    /** Customers counted. */
    public long size() {
        return recency.size();
    }

    /**
     * The cut-points of those counted.
     *
     * @throws IllegalArgumentException if nobody was counted
     */
    public CutPoints cutPoints(String version, int parts) {
        return new CutPoints(
                version, windowMillis, recency.scale(parts), frequency.scale(parts), monetary.scale(parts));
    }
}
