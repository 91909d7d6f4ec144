package io.sojourn.fitting;

import io.sojourn.value.rfm.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers, counted to find their quantiles: each one while they are few, in histograms with three significant digits once they
 * are many. Whatever is added in whatever sequence, merged or not, gives the same quantiles, which other sketches do not promise.
 */
public final class ValueSketch {
    /** Up to so many the quantiles are exact. */
    public static final int EXACT = 1 << 20;

    private static final int DIGITS = 3;

    private final int exact;
    private long[] values = new long[64];
    private int used;
    private @Nullable Counted counted;

    /** Above and below zero apart, since a histogram knows no negative numbers. */
    private record Counted(Histogram below, Histogram above) {
        void add(long value) {
            if (value < 0) {
                below.recordValue(-value);
            } else {
                above.recordValue(value);
            }
        }

        long size() {
            return below.getTotalCount() + above.getTotalCount();
        }

        /** The value of so high a rank, from 1 on. */
        long ofRank(long rank) {
            long fromZero = below.getTotalCount() - rank;
            return fromZero >= 0 ? -ofRank(below, fromZero + 1) : ofRank(above, -fromZero);
        }

        private static long ofRank(Histogram histogram, long rank) {
            long seen = 0;
            for (var step : histogram.recordedValues()) {
                seen += step.getCountAtValueIteratedTo();
                if (seen >= rank) {
                    return histogram.lowestEquivalentValue(step.getValueIteratedTo());
                }
            }
            throw new IllegalArgumentException("there is no rank " + rank);
        }
    }

    public ValueSketch() {
        this(EXACT);
    }

    /** Exact up to so many values. */
    ValueSketch(int exact) {
        this.exact = exact;
    }

    public void add(long value) {
        if (counted == null && used == exact) {
            counted = count();
        }
        if (counted != null) {
            counted.add(value);
            return;
        }
        if (used == values.length) {
            values = Arrays.copyOf(values, 2 * used);
        }
        values[used++] = value;
    }

    private Counted count() {
        Counted all = new Counted(new Histogram(DIGITS), new Histogram(DIGITS));
        Arrays.stream(values, 0, used).forEach(all::add);
        values = new long[0];
        used = 0;
        return all;
    }

    /** Counts all that the other one counted, which stays as it is. */
    public void add(ValueSketch other) {
        if (other.counted != null) {
            counted = counted == null ? count() : counted;
            counted.below.add(other.counted.below);
            counted.above.add(other.counted.above);
        }
        Arrays.stream(other.values, 0, other.used).forEach(this::add);
    }

    public long size() {
        return counted == null ? used : counted.size();
    }

    /**
     * The scale that cuts them into so many parts: as {@link Scale#ofQuantiles} while they are few, the nearest lower values of a
     * histogram once they are many.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Scale scale(int parts) {
        if (counted == null) {
            return Scale.ofQuantiles(Arrays.copyOf(values, used), parts);
        }
        List<Long> limits = new ArrayList<>();
        for (int i = 1; i < parts; i++) {
            limits.add(counted.ofRank((counted.size() - 1) * i / parts + 1));
        }
        return new Scale(limits);
    }
}
