package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Whom to look at, and when: in order of (due, customer), so a look costs what is due, never what is stored. The earliest
 * are near, on the heap, at most as many as it was told; the others far, in a local store. Derived from the customers'
 * standings, so it needs no changelog of its own.
 *
 * <p>Lazy: for every customer with a deadline there is an entry at or before it, and there may be others. An entry that
 * comes up before its customer is due is put in again at the true instant, where it meets the one that stands there. So
 * what an earlier run left behind in the store does no harm either.
 */
final class Agenda {
    static final String STORE = "agenda";

    private static final int BATCH = 1_000;
    private static final byte[] NOTHING = {};

    private final KeyValueStore<Bytes, byte[]> far;
    private final int most;
    private final int half;
    private final NavigableSet<byte[]> near = new TreeSet<>(Arrays::compareUnsigned);
    private final List<KeyValue<Bytes, byte[]>> unwritten = new ArrayList<>();

    /** No near entry comes after it, and all far ones do; null while there are no far ones. */
    private byte @Nullable [] frontier;

    /** @param most how many entries may be near */
    Agenda(KeyValueStore<Bytes, byte[]> far, int most) {
        this.far = far;
        this.most = most;
        half = Math.max(1, most / 2);
        try (KeyValueIterator<Bytes, byte[]> left = far.all()) {
            frontier = left.hasNext() ? NOTHING : null;
        }
    }

    /** How Streams is to build the store of the far entries. */
    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled();
    }

    /** Look at this customer at that instant; nothing to do if the deadline only moved back. */
    void moved(CustomerId customer, long from, long to) {
        if (to < from) {
            lookAgain(customer, to);
        }
    }

    /** Look at this customer at that instant. */
    void lookAgain(CustomerId customer, long at) {
        if (at == Measure.NEVER) {
            return;
        }
        byte[] entry = new Due(at, customer).toKey();
        if (frontier != null && Arrays.compareUnsigned(entry, frontier) > 0) {
            write(entry, NOTHING);
        } else {
            near.add(entry);
            if (near.size() > most) {
                sendLatestAway();
            }
        }
    }

    /** Takes out the first entry by {@code instant}, or null. */
    @Nullable
    Due next(long instant) {
        fetchIfNoneIsNear();
        if (near.isEmpty() || Due.instantOf(near.first()) > instant) {
            return null;
        }
        return Due.fromKey(near.pollFirst());
    }

    /** The earliest instant on the agenda, or {@link Measure#NEVER}. */
    long earliest() {
        fetchIfNoneIsNear();
        return near.isEmpty() ? Measure.NEVER : Due.instantOf(near.first());
    }

    /** How many entries are near. */
    int near() {
        return near.size();
    }

    /** How many entries are on the heap: the near ones, and those on their way to the store. */
    int onHeap() {
        return near.size() + unwritten.size();
    }

    private void sendLatestAway() {
        while (near.size() > half) {
            write(near.pollLast(), NOTHING);
        }
        frontier = near.last();
    }

    private void fetchIfNoneIsNear() {
        if (frontier == null || !near.isEmpty()) {
            return;
        }
        flush();
        // From the frontier, not from the beginning: what was fetched before lies there as RocksDB's marks of deletion.
        try (KeyValueIterator<Bytes, byte[]> later = far.range(Bytes.wrap(frontier), null)) {
            while (near.size() < half && later.hasNext()) {
                near.add(later.next().key.get());
            }
        }
        near.forEach(entry -> write(entry, null));
        flush();
        frontier = near.size() < half ? null : near.last();
    }

    private void write(byte[] entry, byte @Nullable [] value) {
        unwritten.add(KeyValue.pair(Bytes.wrap(entry), value));
        if (unwritten.size() >= BATCH) {
            flush();
        }
    }

    private void flush() {
        far.putAll(unwritten);
        unwritten.clear();
    }
}
