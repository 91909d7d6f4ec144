package io.sojourn.customer;

import java.util.Arrays;

/**
 * Numbers row by row, most often few or all zero, and the sum over any stretch of them. It takes no room while all are
 * zero; sums from the top are kept once somebody asks for a long stretch, and then cost two look-ups.
 */
final class Column {
    /** So many are added up as fast as two sums are found. */
    private static final int ADDED_UP = 32;

    private static final long[] NONE = new long[0];

    private long[] numbers;
    private long[] sums = NONE;
    private int summed;

    Column() {
        this(NONE);
    }

    /** Takes these numbers over; the rows behind them are zero. */
    Column(long[] numbers) {
        this.numbers = numbers;
    }

    /** The first {@code size} rows; what was copied behind them is overwritten. */
    Column copy(int size, int capacity) {
        Column copy = new Column(numbers.length == 0 ? NONE : Arrays.copyOf(numbers, capacity));
        if (sums.length > 0) {
            copy.sums = Arrays.copyOf(sums, capacity);
            copy.summed = Math.min(summed, size);
        }
        return copy;
    }

    long at(int row) {
        return row < numbers.length ? numbers[row] : 0;
    }

    /** Writes behind all rows that are used; {@code capacity} is how many there can be. */
    void put(int row, long number, int capacity) {
        if (row >= numbers.length) {
            if (number == 0) {
                return;
            }
            numbers = Arrays.copyOf(numbers, capacity);
        }
        numbers[row] = number;
    }

    /** Sum of rows {@code from} (inclusive) to {@code to} (exclusive), which must all be in use. */
    long sum(int from, int to) {
        if (numbers.length == 0 || from >= to) {
            return 0;
        }
        if (to - from > ADDED_UP) {
            return sumUpTo(to) - (from == 0 ? 0 : sums[from - 1]);
        }
        long sum = 0;
        for (int row = from; row < to; row++) {
            sum += at(row);
        }
        return sum;
    }

    private long sumUpTo(int to) {
        if (sums.length < to) {
            sums = Arrays.copyOf(sums, Math.max(to, numbers.length));
        }
        long sum = summed == 0 ? 0 : sums[summed - 1];
        for (; summed < to; summed++) {
            sum += at(summed);
            sums[summed] = sum;
        }
        return sums[to - 1];
    }
}
