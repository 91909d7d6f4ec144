package io.sojourn.proof.simulation;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.To;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.AbstractProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.processor.internals.StateManager;
import org.apache.kafka.streams.processor.internals.StreamTask;
import org.apache.kafka.streams.processor.internals.metrics.StreamsMetricsImpl;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.ThreadCache;
import org.apache.kafka.streams.state.internals.ThreadCache.DirtyEntryFlushListener;
import org.jspecify.annotations.Nullable;

/**
 * What a processor and its stores see of Kafka Streams: forwards and changelog records go to the {@link Outlet};
 * punctuators fire when somebody lets them and their interval has passed.
 */
final class TaskContext extends AbstractProcessorContext<Object, Object> {
    /** Where all goes that a task writes. */
    interface Outlet {
        void forwarded(String child, Record<byte[], byte[]> record);

        void logged(String store, byte[] key, byte @Nullable [] value);
    }

    private final Path folder;
    private final Map<String, StateStore> stores = new HashMap<>();
    private final List<Scheduled> scheduled = new ArrayList<>();
    private @Nullable Outlet outlet;

    private static final class Scheduled {
        private final long interval;
        private final Punctuator punctuator;
        private long last = Long.MIN_VALUE;

        Scheduled(Duration interval, Punctuator punctuator) {
            this.interval = interval.toMillis();
            this.punctuator = punctuator;
        }

        void punctuate(long wallClock) {
            if (last == Long.MIN_VALUE) {
                last = wallClock;
            } else if (wallClock - last >= interval) {
                last = wallClock;
                punctuator.punctuate(wallClock);
            }
        }
    }

    TaskContext(TaskId id, StreamsConfig config, StreamsMetricsImpl metrics, ThreadCache cache, Path folder) {
        super(id, config, metrics, cache);
        this.folder = folder;
    }

    void open(StateStore store) {
        stores.put(store.name(), store);
        store.init(this, store);
    }

    /** A task begins here, with a processor that knows nothing yet. */
    @SuppressWarnings("unchecked")
    void begin(Processor<byte[], byte[], byte[], byte[]> processor, Outlet to) {
        outlet = to;
        scheduled.clear();
        setRecordContext(nothing());
        processor.init((ProcessorContext<byte[], byte[]>) (ProcessorContext<?, ?>) this);
    }

    void at(ProcessorRecordContext record) {
        setRecordContext(record);
    }

    void punctuate(long wallClock) {
        setRecordContext(nothing());
        scheduled.forEach(each -> each.punctuate(wallClock));
    }

    private ProcessorRecordContext nothing() {
        return new ProcessorRecordContext(0, -1, taskId().partition(), null, new RecordHeaders());
    }

    private Outlet outlet() {
        if (outlet == null) {
            throw new IllegalStateException("no task has begun");
        }
        return outlet;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S extends StateStore> S getStateStore(String name) {
        return (S) Objects.requireNonNull(stores.get(name), name);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        Scheduled one = new Scheduled(interval, callback);
        scheduled.add(one);
        return () -> scheduled.remove(one);
    }

    @Override
    public Cancellable schedule(Instant start, Duration interval, PunctuationType type, Punctuator callback) {
        return schedule(interval, type, callback);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> void forward(Record<K, V> record, String child) {
        outlet().forwarded(child, (Record<byte[], byte[]>) record);
    }

    @Override
    public void logChange(
            String store, Bytes key, byte @Nullable [] value, long stamp, Headers headers, Position position) {
        outlet().logged(store, key.get(), value);
    }

    @Override
    public File stateDir() {
        return folder.toFile();
    }

    @Override
    public String changelogFor(String store) {
        return store + "-changelog";
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback) {}

    @Override
    public void register(StateStore store, StateRestoreCallback callback, CommitCallback commit) {}

    @Override
    public void commit() {}

    @Override
    public <K, V> void forward(Record<K, V> record) {
        throw unused();
    }

    @Override
    public <K, V> void forward(K key, V value) {
        throw unused();
    }

    @Override
    public <K, V> void forward(K key, V value, To to) {
        throw unused();
    }

    @Override
    public <K, V> void forward(FixedKeyRecord<K, V> record) {
        throw unused();
    }

    @Override
    public <K, V> void forward(FixedKeyRecord<K, V> record, String child) {
        throw unused();
    }

    @Override
    public long currentStreamTimeMs() {
        throw unused();
    }

    @Override
    protected StateManager stateManager() {
        throw unused();
    }

    @Override
    public void transitionToActive(StreamTask task, RecordCollector collector, ThreadCache cache) {
        throw unused();
    }

    @Override
    public void transitionToStandby(ThreadCache cache) {
        throw unused();
    }

    @Override
    public void registerCacheFlushListener(String store, DirtyEntryFlushListener listener) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("no processor of ours uses it");
    }
}
