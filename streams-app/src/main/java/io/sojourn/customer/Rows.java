package io.sojourn.customer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows that trails share: written only behind the longest trail that uses them, so every trail sees what it always
 * saw.
 */
final class Rows {
    /** Up to so many rows a scan costs a tenth of a microsecond, and no room. */
    private static final int SCANNED = 256;

    final long[] ats;
    final long[] ids;
    final Column amounts;
    final Column offs;
    private int used;

    /** Null until somebody asks a long trail for an id: a scan of ten thousand rows costs more than all the rest. */
    private @Nullable Places places;

    Rows(int capacity) {
        this(new long[capacity], new long[capacity], new Column(), new Column(), 0);
    }

    /** Takes these over; what stands in them behind the first {@code used} is overwritten. */
    Rows(long[] ats, long[] ids, Column amounts, Column offs, int used) {
        this.ats = ats;
        this.ids = ids;
        this.amounts = amounts;
        this.offs = offs;
        this.used = used;
    }

    /** These rows if {@code more} can be written behind the first {@code size}; else a copy with room to grow. */
    Rows withRoom(int size, int more) {
        boolean room = used == size && ats.length - size >= more;
        return room ? this : copy(size, size + more + (size + more) / 2);
    }

    /** The first {@code size} rows, with room for {@code capacity}; what was copied behind them is overwritten. */
    Rows copy(int size, int capacity) {
        return new Rows(
                Arrays.copyOf(ats, capacity),
                Arrays.copyOf(ids, capacity),
                amounts.copy(size, capacity),
                offs.copy(size, capacity),
                size);
    }

    void append(Trail.Step step) {
        ats[used] = step.at();
        ids[used] = step.id();
        amounts.put(used, step.amount(), ats.length);
        offs.put(used, step.off(), ats.length);
        if (places != null) {
            places.add(used, ids);
        }
        used++;
    }

    int used() {
        return used;
    }

    /** How many of the first {@code size} rows stand at or before {@code instant}. */
    int countUpTo(long instant, int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ats[middle] <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
