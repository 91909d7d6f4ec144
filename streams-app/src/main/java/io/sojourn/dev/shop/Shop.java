package io.sojourn.dev.shop;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * A simulated shop: all that happens in it, in time order, without end, as a function of laws, seed and opening alone.
 * Neither the wall clock nor the order in which threads run has a say. It remembers only customers who have something
 * ahead of them. Not thread-safe.
 */
public final class Shop {
    private final ShopLaws laws;
    private final long seed;
    private final Instant opensAt;
    private final Arrivals arrivals;
    /** Everybody who has something ahead, the next first; at the same millisecond guests, then by arrival. */
    private final PriorityQueue<Presence> present =
            new PriorityQueue<>(Comparator.comparingLong(Presence::nextAt).thenComparingLong(Presence::number));

    private record Presence(long number, long nextAt, Course course) {}

    /**
     * Opens a shop.
     *
     * @param laws how customers behave
     * @param seed which of all such shops: the same seed gives the same events, byte for byte
     * @param opensAt nothing happens before
     */
    public Shop(ShopLaws laws, long seed, Instant opensAt) {
        this.laws = laws;
        this.seed = seed;
        this.opensAt = opensAt;
        this.arrivals = new Arrivals(laws, seed, opensAt.toEpochMilli());
        admit(-1, new Guests(laws, seed, opensAt.toEpochMilli()));
    }

    private void admit(long number, Course course) {
        var nextAt = course.nextAt();
        if (nextAt != Course.NEVER) {
            present.add(new Presence(number, nextAt, course));
        }
    }

    /** When the next thing happens; {@link Instant#MAX} if nothing will. */
    public Instant nextAt() {
        var next = upcoming();
        return next == Course.NEVER ? Instant.MAX : Instant.ofEpochMilli(next);
    }

    /** Lets in whoever arrives before the next thing happens, and says when that is. */
    private long upcoming() {
        while (arrivals.nextAt() != Course.NEVER && arrivals.nextAt() <= soonest()) {
            var arrival = arrivals.next();
            admit(arrival.number(), new Life(laws, seed, arrival));
        }
        return soonest();
    }

    private long soonest() {
        var first = present.peek();
        return first == null ? Course.NEVER : first.nextAt();
    }

    /** What happens next. @throws NoSuchElementException if nothing more will */
    public Moment next() {
        upcoming();
        var first = present.remove();
        var moment = first.course().next();
        admit(first.number(), first.course());
        return moment;
    }

    /** What happens before {@code end}, drawn as it is asked for; afterwards the shop stands at {@code end}. */
    public Iterator<Moment> before(Instant end) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return nextAt().isBefore(end);
            }

            @Override
            public Moment next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("Nothing more happens before " + end);
                }
                return Shop.this.next();
            }
        };
    }

    /** How many customers and guests have something ahead of them: what the shop keeps in memory. */
    public int present() {
        return present.size();
    }

    /**
     * The truth about everybody who had arrived by {@code asOf}, in order of arrival. It is drawn again from the seed, not
     * remembered, so it may be asked at any time and for any instant and does not move the shop.
     */
    public Stream<CustomerTruth> truth(Instant asOf) {
        var again = new Arrivals(laws, seed, opensAt.toEpochMilli());
        return Stream.generate(() -> again.nextAt() <= asOf.toEpochMilli() ? again.next() : END)
                .takeWhile(arrival -> !arrival.equals(END))
                .map(arrival -> new Purchases(laws, seed, arrival).truth(asOf));
    }

    private static final Arrival END = new Arrival(-1, Course.NEVER, null);
}
