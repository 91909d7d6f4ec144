package io.sojourn.proof.simulation;

import io.sojourn.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * One task of the topology: what it reads, what runs in it, where its children lead. Its stores are opened once and emptied
 * for each new owner, since opening RocksDB takes longer than a whole schedule.
 */
final class Place {
    /**
     * What a place is made of.
     *
     * @param logged stores with a changelog
     * @param local stores without
     * @param children child of the processor → topic
     */
    record Plan(
            String name,
            List<TopicPartition> sources,
            Supplier<Processor<byte[], byte[], byte[], byte[]>> processor,
            List<StateStore> logged,
            List<StateStore> local,
            Map<String, String> children) {}

    private final Plan plan;
    private final TaskContext context;

    Place(Plan plan, TaskContext context) {
        this.plan = plan;
        this.context = context;
        plan.logged.forEach(context::open);
        plan.local.forEach(context::open);
    }

    String name() {
        return plan.name;
    }

    int partition() {
        return context.taskId().partition();
    }

    List<TopicPartition> sources() {
        return plan.sources;
    }

    TaskContext context() {
        return context;
    }

    Processor<byte[], byte[], byte[], byte[]> processor() {
        return plan.processor.get();
    }

    boolean writesLetters() {
        return plan.children.containsValue(Topics.CLOCK);
    }

    /** The topic of a child. */
    String topic(String child) {
        String topic = plan.children.get(child);
        if (topic == null) {
            throw new IllegalStateException(plan.name + " has no child " + child);
        }
        return topic;
    }

    TopicPartition changelog(String store) {
        return new TopicPartition(store + "-changelog", partition());
    }

    /** Whether a restore would end: it reads up to whatever has been written, and only what is decided. */
    boolean canRestore(Broker broker) {
        return plan.logged.stream()
                .allMatch(each -> broker.log(changelog(each.name())).isStable());
    }

    /** As if it had never run here. */
    void empty() {
        plan.logged.forEach(Place::empty);
        plan.local.forEach(Place::empty);
    }

    private static void empty(StateStore store) {
        ((CachedStateStore<?, ?>) store).clearCache();
        KeyValueStore<Bytes, byte[]> inner = innermost(store);
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = inner.all()) {
            all.forEachRemaining(each -> keys.add(each.key));
        }
        keys.forEach(inner::delete);
    }

    /** The stores as their changelogs have them. What has no changelog keeps what lies there, as on a disk that was left. */
    void restore(Broker broker, Guards guards) {
        for (StateStore store : plan.logged) {
            empty(store);
            PartitionLog log = broker.log(changelog(store.name()));
            List<Entry> entries = guards.has(Guard.RESTORES_ONLY_COMMITTED) ? log.committed() : log.written();
            KeyValueStore<Bytes, byte[]> inner = innermost(store);
            entries.forEach(each -> inner.put(Bytes.wrap(each.key()), each.value()));
        }
    }

    /** What Streams does with caches before it commits. */
    void writeBack() {
        plan.logged.forEach(each -> ((CachedStateStore<?, ?>) each).flushCache());
    }

    /** The one store with a changelog that it has. */
    StateStore onlyLogged() {
        return plan.logged.get(0);
    }

    void close() {
        plan.logged.forEach(StateStore::close);
        plan.local.forEach(StateStore::close);
    }

    @SuppressWarnings("unchecked")
    private static KeyValueStore<Bytes, byte[]> innermost(StateStore store) {
        StateStore inner = store;
        while (inner instanceof WrappedStateStore<?, ?, ?> wrapped) {
            inner = wrapped.wrapped();
        }
        return (KeyValueStore<Bytes, byte[]>) inner;
    }
}
