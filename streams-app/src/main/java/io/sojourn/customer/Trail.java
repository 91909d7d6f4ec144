package io.sojourn.customer;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Things that happened, in time order, each with an id, an amount and what went off that amount; sums over any stretch
 * of time cost a binary search. A value: growing one gives another. Appending at the end, which is what nearly always
 * happens, shares the rows of the trail it grew from, so a customer with ten thousand orders costs little more than one
 * with ten.
 */
public final class Trail {
    public static final Trail EMPTY = new Trail(new Rows(new long[0], new long[0], new Column(), new Column()), 0);

    /** One thing on the trail; {@code id} is the fingerprint of an order or event id. */
    public record Step(long at, long id, long amount, long off) {}

    private final Rows rows;
    private final int size;

    private Trail(Rows rows, int size) {
        this.rows = rows;
        this.size = size;
    }

    /**
     * A trail of ready rows, which it takes over; no {@code amounts} or {@code offs} at all are zeros.
     *
     * @throws IllegalArgumentException if they are not in time order
     */
    public static Trail of(long[] ats, long[] ids, long[] amounts, long[] offs) {
        for (int i = 1; i < ats.length; i++) {
            if (ats[i - 1] > ats[i]) {
                throw new IllegalArgumentException("step " + i + " happened before the one above it");
            }
        }
        if (ats.length == 0) {
            return EMPTY;
        }
        Rows rows = new Rows(ats, ids, new Column(amounts), new Column(offs));
        rows.used = ats.length;
        return new Trail(rows, ats.length);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public Step step(int index) {
        return new Step(at(index), id(index), amount(index), off(index));
    }

    public long at(int index) {
        return rows.ats[Objects.checkIndex(index, size)];
    }

    public long id(int index) {
        return rows.ids[Objects.checkIndex(index, size)];
    }

    public long amount(int index) {
        return rows.amounts.at(Objects.checkIndex(index, size));
    }

    public long off(int index) {
        return rows.offs.at(Objects.checkIndex(index, size));
    }

    /** This trail with one step more; among equal times the later added stands later. */
    public Trail plus(Step step) {
        int index = countUpTo(step.at);
        if (index == size) {
            Rows target = rows.used == size && rows.ats.length > size ? rows : rows.copy(size, size + 1 + size / 2);
            target.append(step);
            return new Trail(target, size + 1);
        }
        Rows copy = rows.copy(index, size + 1);
        copy.append(step);
        copyTo(copy, index);
        return new Trail(copy, size + 1);
    }

    /** This trail with another step in the place of one that happened at the same time. */
    public Trail with(int index, Step step) {
        if (at(index) != step.at) {
            throw new IllegalArgumentException(step + " cannot stand where " + step(index) + " stands");
        }
        Rows copy = rows.copy(index, size);
        copy.append(step);
        copyTo(copy, index + 1);
        return new Trail(copy, size);
    }

    public Trail without(int index) {
        Objects.checkIndex(index, size);
        Rows copy = rows.copy(index, size - 1);
        copyTo(copy, index + 1);
        return new Trail(copy, size - 1);
    }

    /** The latest {@code keep} steps. */
    public Trail latest(int keep) {
        if (keep >= size) {
            return this;
        }
        Rows copy = new Rows(new long[keep], new long[keep], new Column(), new Column());
        copyTo(copy, size - keep);
        return new Trail(copy, keep);
    }

    private void copyTo(Rows target, int from) {
        for (int i = from; i < size; i++) {
            target.append(step(i));
        }
    }

    /** Where the latest step with this id stands, or -1. */
    public int indexOf(long id) {
        return rows.indexOf(id, size);
    }

    /** How many steps happened at or before {@code instant}. */
    public int countUpTo(long instant) {
        if (size == 0 || rows.ats[size - 1] <= instant) {
            return size;
        }
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.ats[middle] <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The first index from {@code from} on at which the two are not the same step; where one ends first, its end. Costs
     * nothing where one grew from the other.
     */
    public int firstDifference(Trail other, int from) {
        int common = Math.min(size, other.size);
        if (rows == other.rows) {
            return common;
        }
        int index = from;
        while (index < common && sameStep(other, index)) {
            index++;
        }
        return index;
    }

    private boolean sameStep(Trail other, int index) {
        return rows.ats[index] == other.rows.ats[index]
                && rows.ids[index] == other.rows.ids[index]
                && rows.amounts.at(index) == other.rows.amounts.at(index)
                && rows.offs.at(index) == other.rows.offs.at(index);
    }

    /** Sum of the amounts of steps {@code from} (inclusive) to {@code to} (exclusive). */
    public long amount(int from, int to) {
        return rows.amounts.sum(from, Objects.checkIndex(to, size + 1));
    }

    /** Sum of what went off in steps {@code from} (inclusive) to {@code to} (exclusive). */
    public long off(int from, int to) {
        return rows.offs.sum(from, Objects.checkIndex(to, size + 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trail that && that.size == size && firstDifference(that, 0) == size;
    }

    @Override
    public int hashCode() {
        return size == 0 ? 0 : 31 * size + step(size - 1).hashCode();
    }

    @Override
    public String toString() {
        return IntStream.range(0, size).mapToObj(i -> step(i).toString()).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The shared rows: written only behind the longest trail that uses them, so every trail sees what it always saw. */
    private static final class Rows {
        /** Up to so many rows a scan costs a tenth of a microsecond, and no room. */
        private static final int SCANNED = 256;

        private final long[] ats;
        private final long[] ids;
        private final Column amounts;
        private final Column offs;
        private int used;
        /** Null until somebody asks a long trail for an id: a scan of ten thousand rows costs more than all the rest. */
        private @Nullable Places places;

        Rows(long[] ats, long[] ids, Column amounts, Column offs) {
            this.ats = ats;
            this.ids = ids;
            this.amounts = amounts;
            this.offs = offs;
        }

        /** The first {@code size} rows, with room for {@code capacity}; what was copied behind them is overwritten. */
        Rows copy(int size, int capacity) {
            Rows copy = new Rows(
                    Arrays.copyOf(ats, capacity),
                    Arrays.copyOf(ids, capacity),
                    amounts.copy(size, capacity),
                    offs.copy(size, capacity));
            copy.used = size;
            return copy;
        }

        void append(Step step) {
            ats[used] = step.at;
            ids[used] = step.id;
            amounts.put(used, step.amount, ats.length);
            offs.put(used, step.off, ats.length);
            if (places != null) {
                places.add(used, ids);
            }
            used++;
        }

        int indexOf(long id, int size) {
            if (size > SCANNED) {
                return places().latest(id, ids, size);
            }
            for (int i = size - 1; i >= 0; i--) {
                if (ids[i] == id) {
                    return i;
                }
            }
            return -1;
        }

        private Places places() {
            Places known = places;
            if (known == null) {
                known = new Places(used);
                for (int row = 0; row < used; row++) {
                    known.add(row, ids);
                }
                places = known;
            }
            return known;
        }
    }
}
