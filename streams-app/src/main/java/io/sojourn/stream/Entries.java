package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an {@link Agenda} by customer: a hash table that links the entries themselves, since everybody with a
 * deadline has one and a map would need an object more for each.
 */
final class Entries {
    private static final int FEW = 16;

    private @Nullable Agenda.Entry[] buckets = new Agenda.Entry[FEW];
    private int size;

    Agenda.@Nullable Entry of(CustomerId customer) {
        Agenda.Entry entry = buckets[bucket(customer)];
        while (entry != null && !entry.customer.equals(customer)) {
            entry = entry.nextInBucket;
        }
        return entry;
    }

    /** Adds the entry of a customer who has none. */
    void add(Agenda.Entry entry) {
        if (size == buckets.length) {
            grow();
        }
        link(entry);
        size++;
    }

    @SuppressWarnings("ReferenceEquality") // There is one entry of a customer, and this is it.
    void remove(Agenda.Entry entry) {
        int bucket = bucket(entry.customer);
        Agenda.Entry before = buckets[bucket];
        if (before == entry) {
            buckets[bucket] = entry.nextInBucket;
        } else {
            while (before != null && before.nextInBucket != entry) {
                before = before.nextInBucket;
            }
            if (before != null) {
                before.nextInBucket = entry.nextInBucket;
            }
        }
        size--;
    }

    private void grow() {
        @Nullable Agenda.Entry[] smaller = buckets;
        buckets = new Agenda.Entry[smaller.length * 2];
        for (Agenda.Entry entry : smaller) {
            while (entry != null) {
                Agenda.Entry next = entry.nextInBucket;
                link(entry);
                entry = next;
            }
        }
    }

    private void link(Agenda.Entry entry) {
        int bucket = bucket(entry.customer);
        entry.nextInBucket = buckets[bucket];
        buckets[bucket] = entry;
    }

    private int bucket(CustomerId customer) {
        int hash = customer.hashCode();
        return (hash ^ (hash >>> 16)) & (buckets.length - 1);
    }
}
