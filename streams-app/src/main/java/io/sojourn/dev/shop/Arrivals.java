package io.sojourn.dev.shop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Who enters the shop, and when: a Poisson stream without end, and the crowds of the flash sales in between. */
final class Arrivals {
    private final PriorityQueue<Source> sources = new PriorityQueue<>(
            Comparator.<Source>comparingLong(source -> source.nextAt).thenComparingInt(s -> s.rank));
    private long number;

    Arrivals(ShopLaws laws, long seed, long opensAt) {
        var everyDay = new Chance(seed, Chance.Purpose.ARRIVALS, 0);
        add(new Source(0, null, everyDay, laws.arrivalsPerDay(), opensAt, Course.NEVER));
        int rank = 1;
        for (Sale sale : inOrder(laws.sales())) {
            var crowd = new Chance(seed, Chance.Purpose.SALES, rank);
            var from = sale.opensAt().toEpochMilli();
            var to = from + sale.lasts().toMillis();
            add(new Source(rank++, sale, crowd, sale.newcomersPerMinute() * 24 * 60, from, to));
        }
    }

    private static List<Sale> inOrder(List<Sale> sales) {
        var ordered = new ArrayList<>(sales);
        ordered.sort(Comparator.comparing(Sale::opensAt).thenComparing(Sale::name));
        return ordered;
    }

    private void add(Source source) {
        if (source.moveOn()) {
            sources.add(source);
        }
    }

    /** When the next one enters, epoch milliseconds; {@link Course#NEVER} if nobody will. */
    long nextAt() {
        var first = sources.peek();
        return first == null ? Course.NEVER : first.nextAt;
    }

    /** The next one. @throws java.util.NoSuchElementException if nobody will enter */
    Arrival next() {
        var first = sources.remove();
        var arrival = new Arrival(number++, first.nextAt, first.sale);
        add(first);
        return arrival;
    }

    private static final class Source {
        private final int rank;
        private final @Nullable Sale sale;
        private final Chance chance;
        private final double perDay;
        private final long endsAt;
        private long nextAt;

        private Source(int rank, @Nullable Sale sale, Chance chance, double perDay, long from, long endsAt) {
            this.rank = rank;
            this.sale = sale;
            this.chance = chance;
            this.perDay = perDay;
            this.nextAt = from;
            this.endsAt = endsAt;
        }

        /** To the next arrival, if there is one. */
        private boolean moveOn() {
            if (perDay <= 0) {
                return false;
            }
            nextAt += chance.waitMillis(perDay);
            return nextAt < endsAt;
        }
    }
}
