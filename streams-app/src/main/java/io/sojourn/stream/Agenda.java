package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to look at, and when: in order of (due, customer), so a look costs what is due, never what is stored. Derived from
 * the customers' standings, so it needs no changelog of its own.
 *
 * <p>Lazy: a deadline that moves back leaves its entry where it is. The entry comes up too early, finds the customer not
 * due and is put in again at the true instant. For every customer with a deadline there is an entry at or before it, and
 * never more than one: a deadline that moves earlier takes its entry along.
 */
final class Agenda {
    /** A binary heap: no entry comes before the one at half its place. */
    private final List<Entry> heap = new ArrayList<>();

    private final Entries entries = new Entries();

    /** When to look at a customer; knows its place in the heap, and the next of its bucket among {@link Entries}. */
    static final class Entry {
        final CustomerId customer;

        @Nullable
        Entry nextInBucket;

        private long at;
        private int place;

        private Entry(CustomerId customer, long at) {
            this.customer = customer;
            this.at = at;
        }

        private boolean isBefore(Entry other) {
            return at < other.at || (at == other.at && customer.compareTo(other.customer) < 0);
        }
    }

    /** Look at this customer at that instant; nothing to do if the deadline only moved back. */
    void moved(CustomerId customer, long from, long to) {
        if (to < from) {
            lookAgain(customer, to);
        }
    }

    /** Look at this customer at that instant, or earlier if that was agreed before. */
    void lookAgain(CustomerId customer, long at) {
        if (at == Measure.NEVER) {
            return;
        }
        Entry entry = entries.of(customer);
        if (entry == null) {
            Entry added = new Entry(customer, at);
            entries.add(added);
            heap.add(added);
            rise(added, heap.size() - 1);
        } else if (at < entry.at) {
            entry.at = at;
            rise(entry, entry.place);
        }
    }

    /** Takes out the first customer to look at by {@code instant}, or null. */
    @Nullable
    CustomerId next(long instant) {
        if (heap.isEmpty() || heap.get(0).at > instant) {
            return null;
        }
        Entry first = heap.get(0);
        entries.remove(first);
        Entry last = heap.remove(heap.size() - 1);
        if (!heap.isEmpty()) {
            sink(last);
        }
        return first.customer;
    }

    /** The earliest instant on the agenda, or {@link Measure#NEVER}. */
    long earliest() {
        return heap.isEmpty() ? Measure.NEVER : heap.get(0).at;
    }

    /** How many customers stand on the agenda. */
    int size() {
        return heap.size();
    }

    private void rise(Entry entry, int from) {
        int place = from;
        while (place > 0) {
            int above = (place - 1) / 2;
            if (!entry.isBefore(heap.get(above))) {
                break;
            }
            stand(heap.get(above), place);
            place = above;
        }
        stand(entry, place);
    }

    /** From the top. */
    private void sink(Entry entry) {
        int place = 0;
        for (int below = 1; below < heap.size(); below = 2 * place + 1) {
            if (below + 1 < heap.size() && heap.get(below + 1).isBefore(heap.get(below))) {
                below++;
            }
            if (!heap.get(below).isBefore(entry)) {
                break;
            }
            stand(heap.get(below), place);
            place = below;
        }
        stand(entry, place);
    }

    private void stand(Entry entry, int place) {
        heap.set(place, entry);
        entry.place = place;
    }
}
