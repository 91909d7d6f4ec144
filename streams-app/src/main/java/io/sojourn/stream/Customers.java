package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Purchases;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The customers of one ledger partition. Who changes is an object until the next commit and is written back then, however
 * often they changed in between: encoded once, into RocksDB and its changelog, all in one batch of which readers see all or
 * nothing. At most {@code cached} stay in memory past a commit, most of them as the very bytes that were written: a
 * customer is a score of small objects, and to keep hundreds of thousands of them costs more than to decode one.
 *
 * <p>Streams writes caches back in {@code flushCache}, before it commits offsets and transaction. That hook is not public
 * API; this class is the only one that leans on it, and {@code CustomersTest} fails if it is no longer called.
 */
final class Customers extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {
    static final String STORE = "customers";

    // What concerns everybody stands under keys that are nobody's: no customer has an empty id, and no text this byte.
    private static final Bytes TURNS_KEY = Bytes.wrap(new byte[0]);
    static final Bytes POLICIES_KEY = Bytes.wrap(new byte[] {(byte) 0xff});

    private final int cached;
    private final Revisions revisions;
    private final StandingCodec codec;
    private final Blocks blocks = new Blocks();
    /** Those asked for since the last time some were forgotten, and those asked for before that only. */
    private Map<CustomerId, Entry> recent = new HashMap<>();

    private Map<CustomerId, Entry> older = Map.of();

    private final List<Entry> changed = new ArrayList<>();

    private @Nullable InternalProcessorContext<?, ?> context;
    private final Map<Bytes, byte[]> changedForAll = new HashMap<>();
    private long writeBacks;
    private Consumer<Remembered> listener = remembered -> {};

    /** One of the two is there: the bytes of a customer without blocks who has not changed, or the object. */
    private static final class Entry {
        private byte @Nullable [] written;
        private @Nullable Remembered remembered;
        /** What the blocks in the store were written from. */
        private Purchases stored = Purchases.NONE;

        private boolean changed;
    }

    private Customers(KeyValueStore<Bytes, byte[]> inner, Revisions revisions, int cached) {
        super(inner);
        this.revisions = revisions;
        codec = new StandingCodec(revisions);
        this.cached = cached;
    }

    /** How Streams is to build the store. */
    static StoreBuilder<Customers> builder(Policies policies, int cached) {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> inner = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
        return new CustomersBuilder(inner, store -> new Customers(store, new Revisions(policies), cached));
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        context = (InternalProcessorContext<?, ?>) stateStoreContext;
        super.init(stateStoreContext, root);
    }

    /** What is concluded of this customer so far, or null. Only for the thread that owns the store. */
    @Nullable
    Remembered recall(CustomerId customer) {
        Entry entry = known(customer);
        if (entry == null) {
            byte[] bytes = wrapped().get(Bytes.wrap(customer.toKey()));
            if (bytes == null) {
                return null;
            }
            entry = new Entry();
            entry.written = bytes;
            recent.put(customer, entry);
        }
        if (entry.written == null) {
            return entry.remembered;
        }
        Remembered decoded = codec.decode(customer, entry.written, wrapped()::get);
        Purchases purchases = decoded.standing().facts().purchases();
        if (Blocks.has(purchases)) {
            entry.written = null;
            entry.remembered = decoded;
            entry.stored = purchases;
        }
        return decoded;
    }

    void remember(Remembered remembered) {
        Standing standing = remembered.standing();
        Entry entry = known(standing.customer());
        if (entry == null) {
            entry = new Entry();
            recent.put(standing.customer(), entry);
        }
        entry.written = null;
        entry.remembered = remembered;
        if (!entry.changed) {
            entry.changed = true;
            changed.add(entry);
        }
    }

    /** The policies by which these customers are decided about. */
    Revisions revisions() {
        return revisions;
    }

    /** The memory of turns as it was last written, or null. */
    byte @Nullable [] turns() {
        return wrapped().get(TURNS_KEY);
    }

    void rememberTurns(byte[] turns) {
        changedForAll.put(TURNS_KEY, turns);
    }

    /** The policies that became active, as they were last written, or null. */
    byte @Nullable [] policies() {
        return wrapped().get(POLICIES_KEY);
    }

    void rememberPolicies(byte[] policies) {
        changedForAll.put(POLICIES_KEY, policies);
    }

    /** How often all that had changed was written back; {@link #after} tells of whoever was there before the latest. */
    long writeBacks() {
        return writeBacks;
    }

    /** A glance at the customers behind this one, or at the first ones, as last written back; at most so many. */
    List<Glance> after(@Nullable CustomerId customer, int most) {
        List<Glance> glances = new ArrayList<>();
        Bytes from = customer == null ? null : Bytes.wrap(customer.toKey());
        try (KeyValueIterator<Bytes, byte[]> later = wrapped().range(from, null)) {
            while (later.hasNext() && glances.size() < most) {
                KeyValue<Bytes, byte[]> next = later.next();
                if (!next.key.equals(from)) {
                    glance(next).ifPresent(glances::add);
                }
            }
        }
        return glances;
    }

    private Optional<Glance> glance(KeyValue<Bytes, byte[]> stored) {
        if (!isOfCustomer(stored.key)) {
            return Optional.empty();
        }
        return Optional.of(codec.peek(CustomerId.fromKey(stored.key.get()), stored.value));
    }

    /** Whether a customer stands under this key, and not a block of one, or what concerns everybody. */
    static boolean isOfCustomer(Bytes key) {
        return !key.equals(TURNS_KEY) && !key.equals(POLICIES_KEY) && !BlockKey.is(key.get());
    }

    /** Hears of every customer that is written back. */
    void onWriteBack(Consumer<Remembered> listener) {
        this.listener = listener;
    }

    /** A glance at every customer as last written back. Only for the thread that owns the store. */
    void forEach(Consumer<Glance> each) {
        try (KeyValueIterator<Bytes, byte[]> all = wrapped().all()) {
            while (all.hasNext()) {
                glance(all.next()).ifPresent(each);
            }
        }
    }

    /**
     * A customer as last written back, for any thread. A write-back may come between the standing and its blocks, but never
     * leaves the same standing with other blocks.
     */
    Optional<Remembered> lookUp(CustomerId customer) {
        Bytes key = Bytes.wrap(customer.toKey());
        byte[] bytes = wrapped().get(key);
        while (bytes != null) {
            byte[] read = bytes;
            try {
                Remembered remembered = codec.decode(customer, read, wrapped()::get);
                bytes = wrapped().get(key);
                if (Arrays.equals(read, bytes)) {
                    return Optional.of(remembered);
                }
            } catch (IllegalStateException e) {
                bytes = wrapped().get(key);
                if (Arrays.equals(read, bytes)) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void flushCache() {
        InternalProcessorContext<?, ?> current = context;
        if (current == null || (changed.isEmpty() && changedForAll.isEmpty())) {
            return;
        }
        ProcessorRecordContext interrupted = current.recordContext();
        // Else the headers of the record that happened to be last would stand on every changelog record.
        current.setRecordContext(
                new ProcessorRecordContext(0, -1, current.taskId().partition(), null, new RecordHeaders()));
        try {
            List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>(changed.size() + 1);
            changedForAll.forEach((key, bytes) -> batch.add(KeyValue.pair(key, bytes)));
            changedForAll.clear();
            for (Entry entry : changed) {
                writeBack(entry, batch);
            }
            wrapped().putAll(batch);
            changed.clear();
            writeBacks++;
        } finally {
            current.setRecordContext(interrupted);
        }
        forgetBeyond(cached);
    }

    /** All that is to be done about one customer, while they are in the processor's own memory. */
    private void writeBack(Entry entry, List<KeyValue<Bytes, byte[]>> batch) {
        Remembered remembered = Objects.requireNonNull(entry.remembered, "who changed is an object");
        Standing standing = remembered.standing();
        Purchases purchases = standing.facts().purchases();
        blocks.changed(
                standing.customer(), purchases, entry.stored, (key, bytes) -> batch.add(KeyValue.pair(key, bytes)));
        byte[] written = codec.encode(remembered);
        batch.add(KeyValue.pair(Bytes.wrap(standing.customer().toKey()), written));
        listener.accept(remembered);
        if (Blocks.has(purchases)) {
            entry.stored = purchases;
        } else {
            entry.stored = Purchases.NONE;
            entry.written = written;
            entry.remembered = null;
        }
        entry.changed = false;
    }

    /** Somebody else has written the store below: an active task became a standby here, and may become active again. */
    @Override
    public void clearCache() {
        recent = new HashMap<>();
        older = Map.of();
        changed.clear();
        changedForAll.clear();
        super.clearCache();
    }

    private @Nullable Entry known(CustomerId customer) {
        Entry entry = recent.get(customer);
        if (entry == null) {
            entry = older.get(customer);
            if (entry != null) {
                recent.put(customer, entry);
            }
        }
        return entry;
    }

    /** In two generations: to keep an exact order would cost every event more than the forgotten cost now and then. */
    private void forgetBeyond(int most) {
        if (recent.size() + older.size() > most) {
            older = recent.size() > most ? Map.of() : recent;
            recent = new HashMap<>();
        }
    }

    @Override
    public void close() {
        clearCache();
        super.close();
    }
}
