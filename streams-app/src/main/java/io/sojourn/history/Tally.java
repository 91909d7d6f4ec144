package io.sojourn.history;

import java.util.Map;
import java.util.TreeMap;

/** How many rows and orders met which fate. */
public final class Tally {
    private final Map<Fate, Long> rows = new TreeMap<>();
    private final Map<Fate, Long> orders = new TreeMap<>();
    private long rowsRead;
    private long ordersRead;

    void rowRead() {
        rowsRead++;
    }

    void orderRead() {
        ordersRead++;
    }

    void rows(Fate fate, long count) {
        rows.merge(fate, count, Long::sum);
    }

    void order(Fate fate) {
        orders.merge(fate, 1L, Long::sum);
    }

    public long rowsRead() {
        return rowsRead;
    }

    /** Distinct orders, refunds and cancellations. */
    public long ordersRead() {
        return ordersRead;
    }

    Map<Fate, Long> rows() {
        return rows;
    }

    Map<Fate, Long> orders() {
        return orders;
    }

    /** Rows with such a fate. */
    long rows(Fate.Sort sort) {
        return sum(rows, sort);
    }

    /** Orders with such a fate. */
    long orders(Fate.Sort sort) {
        return sum(orders, sort);
    }

    /** Whether every row and every order that was read met exactly one fate. */
    public boolean addsUp() {
        return rowsRead == sum(rows) && ordersRead == sum(orders);
    }

    /** Whether rows were read and not one of them is of any use: more likely the mapping than the file. */
    public boolean isAllRefused() {
        return rowsRead > 0 && rows(Fate.Sort.REFUSED) == rowsRead;
    }

    private static long sum(Map<Fate, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long sum(Map<Fate, Long> counts, Fate.Sort sort) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().sort() == sort)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
