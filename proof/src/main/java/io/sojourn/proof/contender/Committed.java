package io.sojourn.proof.contender;

import io.sojourn.proof.load.Ground;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/** Watches from outside how far a consumer group has committed. */
final class Committed implements AutoCloseable {
    private static final long BETWEEN_LOOKS_NANOS = 20_000_000;

    private final Ground ground;
    private final String group;
    private final Admin admin;

    Committed(Ground ground, String group) {
        this.ground = ground;
        this.group = group;
        admin = Admin.create(ground.kafka());
    }

    /** Returns when the application has its tasks, that is, when it starts to read. */
    void awaitBegun(KafkaStreams streams) {
        while (streams.state() != KafkaStreams.State.RUNNING) {
            if (streams.state() == KafkaStreams.State.ERROR || streams.state().hasCompletedShutdown()) {
                throw new IllegalStateException("the application stopped; its log says why");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    /**
     * Returns when the group has committed all that stands on the topics.
     *
     * @param first topics whose records are the events that count
     * @param then topics that are filled meanwhile; they are watched to where they end once the first are done
     */
    @SafeVarargs
    final Outcome watch(List<String> first, List<String>... then) throws ExecutionException, InterruptedException {
        Effort effort = Effort.after(ground.warmUp());
        Map<TopicPartition, Long> ends = ends(first);
        long all = sum(ends);
        long seen = 0;
        for (long committed = 0; committed < all; committed = committed(ends)) {
            // Ticks stand among the events of a ledger; they count for their share.
            long events = (long) ((double) committed / all * ground.events());
            effort.saw(events - seen);
            seen = events;
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        effort.saw(ground.events() - seen);
        for (List<String> topics : then) {
            Map<TopicPartition, Long> filled = ends(topics);
            while (committed(filled) < sum(filled)) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        }
        return effort.done();
    }

    private Map<TopicPartition, Long> ends(List<String> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (String topic : topics) {
            for (int partition = 0; partition < ground.partitions(); partition++) {
                latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private long committed(Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        var asked = new ListConsumerGroupOffsetsSpec().topicPartitions(ends.keySet());
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(Map.of(group, asked))
                .partitionsToOffsetAndMetadata(group)
                .get();
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata offset = offsets.get(end.getKey());
                    return offset == null ? 0 : Math.min(end.getValue(), offset.offset());
                })
                .sum();
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
