package io.sojourn.value.rfm;

import java.util.Arrays;
import java.util.List;

/**
 * One scale from 1 (worst) to {@code limits + 1} (best): a value's score is one more than the number of limits strictly below it. So
 * equal values have equal scores, and a value on a limit belongs to the lower score. Limits that coincide leave a score empty.
 *
 * @param limits in ascending order
 */
public record Scale(List<Long> limits) {
    public Scale {
        limits = List.copyOf(limits);
        if (limits.isEmpty() || !limits.stream().sorted().toList().equals(limits)) {
            throw new IllegalArgumentException("limits ascend, and there is at least one: " + limits);
        }
    }

    /** The highest score. */
    public int top() {
        return limits.size() + 1;
    }

    public int score(long value) {
        int score = 1;
        for (long limit : limits) {
            score += limit < value ? 1 : 0;
        }
        return score;
    }

    /**
     * The scale that cuts a population into so many parts of equal size, as far as ties allow. The limits are its quantiles, linear
     * between neighbours ("type 7" of R. Hyndman and Y. Fan, 1996; what numpy and spreadsheets do), rounded down: among whole numbers
     * that moves no score.
     *
     * @throws IllegalArgumentException if there is nobody
     */
    public static Scale ofQuantiles(long[] population, int parts) {
        if (population.length == 0) {
            throw new IllegalArgumentException("nobody to compute cut-points from");
        }
        long[] sorted = population.clone();
        Arrays.sort(sorted);
        Long[] limits = new Long[parts - 1];
        for (int i = 1; i < parts; i++) {
            // Of a product below 2^63 for 10^17 people: exact, where the position as a double would not be.
            long position = (sorted.length - 1L) * i;
            int index = (int) (position / parts);
            long gap = sorted[Math.min(index + 1, sorted.length - 1)] - sorted[index];
            limits[i - 1] = sorted[index] + gap / parts * (position % parts) + gap % parts * (position % parts) / parts;
        }
        return new Scale(List.of(limits));
    }
}
