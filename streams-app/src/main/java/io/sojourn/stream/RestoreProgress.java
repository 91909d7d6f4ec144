package io.sojourn.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Tells the figures how far the restoring of each store has come. */
final class RestoreProgress implements StateRestoreListener {
    private final Figures figures;
    private final Map<TopicPartition, Span> spans = new ConcurrentHashMap<>();

    private record Span(long from, long to) {}

    RestoreProgress(Figures figures) {
        this.figures = figures;
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        spans.put(partition, new Span(from, to));
        figures.restored(store, partition.partition(), 0, to - from);
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long upTo, long count) {
        Span span = spans.get(partition);
        if (span != null) {
            figures.restored(store, partition.partition(), upTo - span.from, span.to - span.from);
        }
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        Span span = spans.remove(partition);
        if (span != null) {
            figures.restored(store, partition.partition(), span.to - span.from, span.to - span.from);
        }
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        spans.remove(partition);
        figures.restoreAbandoned(store, partition.partition());
    }
}
