package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Measure;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whom to look at, and when: in order of (due, customer), so a look costs what is due, never what is stored. Derived from
 * the customers' standings, so it needs no changelog of its own.
 *
 * <p>Lazy: a deadline that moves back leaves its entry where it is. The entry comes up too early, finds the customer not
 * due and is put in again at the true instant. For every customer with a deadline there is an entry at or before it.
 */
final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparing(Entry::customer));

    private record Entry(long at, CustomerId customer) {}

    /** Look at this customer at that instant; nothing to do if the deadline only moved back. */
    void moved(CustomerId customer, long from, long to) {
        if (to < from) {
            lookAgain(customer, to);
        }
    }

    void lookAgain(CustomerId customer, long at) {
        if (at != Measure.NEVER) {
            entries.add(new Entry(at, customer));
        }
    }

    /** Takes out the first customer to look at by {@code instant}, or null. */
    @Nullable
    CustomerId next(long instant) {
        Entry first = entries.peek();
        if (first == null || first.at > instant) {
            return null;
        }
        while (first.equals(entries.peek())) {
            entries.poll();
        }
        return first.customer;
    }

    /** The earliest instant on the agenda, or {@link Measure#NEVER}. */
    long earliest() {
        Entry first = entries.peek();
        return first == null ? Measure.NEVER : first.at;
    }
}
