package io.sojourn.customer;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Things that happened, in time order, each with an id, an amount and what went off that amount; sums over any stretch
 * of time cost a binary search. A value: growing one gives another. Appending at the end, which is what nearly always
 * happens, shares the rows of the trail it grew from, and a change near the end the older ones, so a customer with ten
 * thousand orders costs little more than one with ten.
 */
public final class Trail {
    /** So many of the latest steps at least are not settled: what is told late or undone is most often one of them. */
    private static final int RECENT = 512;

    private static final Rows NONE = new Rows(0);
    public static final Trail EMPTY = new Trail(NONE, 0, NONE, 0);

    /** One thing on the trail; {@code id} is the fingerprint of an order or event id. */
    public record Step(long at, long id, long amount, long off) {}

    /** The first {@code start} steps; the others stand in {@code recent}. */
    private final Rows settled;

    private final int start;
    private final Rows recent;
    private final int size;

    private Trail(Rows settled, int start, Rows recent, int size) {
        this.settled = settled;
        this.start = start;
        this.recent = recent;
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
        Rows rows = new Rows(ats, ids, new Column(amounts), new Column(offs), ats.length);
        return new Trail(NONE, 0, rows, ats.length);
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
        Objects.checkIndex(index, size);
        return index < start ? settled.ats[index] : recent.ats[index - start];
    }

    public long id(int index) {
        Objects.checkIndex(index, size);
        return index < start ? settled.ids[index] : recent.ids[index - start];
    }

    public long amount(int index) {
        Objects.checkIndex(index, size);
        return index < start ? settled.amounts.at(index) : recent.amounts.at(index - start);
    }

    public long off(int index) {
        Objects.checkIndex(index, size);
        return index < start ? settled.offs.at(index) : recent.offs.at(index - start);
    }

    /** This trail with one step more; among equal times the later added stands later. */
    public Trail plus(Step step) {
        int index = countUpTo(step.at);
        if (index < size) {
            Rows rows = openedAt(index, size + 1);
            rows.append(step);
            return closed(rows, index, index);
        }
        if (size - start >= 2 * RECENT) {
            return settled().plus(step);
        }
        Rows rows = recent.withRoom(size - start, 1);
        rows.append(step);
        return new Trail(settled, start, rows, size + 1);
    }

    /** This trail and another in one; among equal times the other's stand later. */
    Trail plus(Trail other) {
        Trail both = this;
        for (int i = 0; i < other.size; i++) {
            both = both.plus(other.step(i));
        }
        return both;
    }

    /** This trail with another step in the place of one that happened at the same time. */
    public Trail with(int index, Step step) {
        if (at(index) != step.at) {
            throw new IllegalArgumentException(step + " cannot stand where " + step(index) + " stands");
        }
        Rows rows = openedAt(index, size);
        rows.append(step);
        return closed(rows, index, index + 1);
    }

    public Trail without(int index) {
        Objects.checkIndex(index, size);
        return closed(openedAt(index, size - 1), index, index + 1);
    }

    /** Rows of their own to go on in from {@code index}, behind a copy of what is recent before it. */
    private Rows openedAt(int index, int newSize) {
        return index < start ? new Rows(newSize - index) : recent.copy(index - start, newSize - start);
    }

    /** The trail that went on in {@code rows} from {@code index}, and goes on with the steps from {@code next} on. */
    private Trail closed(Rows rows, int index, int next) {
        copyTo(rows, next, size);
        int newStart = Math.min(start, index);
        return new Trail(settled, newStart, rows, newStart + rows.used());
    }

    /** The same trail with only the latest steps not settled. */
    private Trail settled() {
        int newStart = size - RECENT;
        Rows longer = settled.withRoom(start, newStart - start);
        copyTo(longer, start, newStart);
        Rows rest = new Rows(2 * RECENT);
        copyTo(rest, newStart, size);
        return new Trail(longer, newStart, rest, size);
    }

    /** The latest {@code keep} steps. */
    public Trail latest(int keep) {
        if (keep >= size) {
            return this;
        }
        Rows copy = new Rows(keep);
        copyTo(copy, size - keep, size);
        return new Trail(NONE, 0, copy, keep);
    }

    private void copyTo(Rows target, int from, int to) {
        for (int i = from; i < to; i++) {
            target.append(step(i));
        }
    }

    /** Where the latest step with this id stands, or -1. */
    public int indexOf(long id) {
        int index = recent.indexOf(id, size - start);
        return index >= 0 ? start + index : settled.indexOf(id, start);
    }

    /** How many steps happened at or before {@code instant}. */
    public int countUpTo(long instant) {
        if (size == 0 || at(size - 1) <= instant) {
            return size;
        }
        boolean isRecent = start == 0 || settled.ats[start - 1] <= instant;
        return isRecent ? start + recent.countUpTo(instant, size - start) : settled.countUpTo(instant, start);
    }

    /** When the latest step at or before {@code instant} happened, or {@link Facts#NEVER_HAPPENED}. */
    public long lastUpTo(long instant) {
        int count = countUpTo(instant);
        return count == 0 ? Facts.NEVER_HAPPENED : at(count - 1);
    }

    /**
     * The first index from {@code from} on at which the two are not the same step; where one ends first, its end. What one
     * shares with the other costs nothing.
     */
    public int firstDifference(Trail other, int from) {
        int common = Math.min(size, other.size);
        int shared = settled == other.settled ? Math.min(start, other.start) : 0;
        if (recent == other.recent && start == other.start && shared == start) {
            return common;
        }
        int index = Math.max(from, shared);
        while (index < common && step(index).equals(other.step(index))) {
            index++;
        }
        return Math.min(index, common);
    }

    /** Sum of the amounts of steps {@code from} (inclusive) to {@code to} (exclusive). */
    public long amount(int from, int to) {
        return sum(settled.amounts, recent.amounts, from, Objects.checkIndex(to, size + 1));
    }

    /** Sum of what went off in steps {@code from} (inclusive) to {@code to} (exclusive). */
    public long off(int from, int to) {
        return sum(settled.offs, recent.offs, from, Objects.checkIndex(to, size + 1));
    }

    private long sum(Column older, Column newer, int from, int to) {
        return older.sum(from, Math.min(to, start)) + newer.sum(Math.max(0, from - start), to - start);
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
}
