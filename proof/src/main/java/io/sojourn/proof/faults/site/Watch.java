package io.sojourn.proof.faults.site;

import io.sojourn.Settings;
import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far the instances have come, seen from outside. */
public final class Watch {
    private static final long BETWEEN_LOOKS_NANOS = 50_000_000;
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final TopicPartition LEDGER = new TopicPartition(Topics.LEDGER, 0);
    private static final List<String> OUTPUTS = Stream.concat(
                    Topics.DECISIONS.stream(), Stream.of(Topics.CUSTOMER_STATE))
            .toList();

    private final Admin admin;
    private final String bootstrap;
    private final WireFormat wire;
    private final String group;

    Watch(Admin admin, String bootstrap, WireFormat wire, Settings settings) {
        this.admin = admin;
        this.bootstrap = bootstrap;
        this.wire = wire;
        group = settings.applicationId();
    }

    /** Whether, within {@code patience}, there comes a tick of {@code instant} or later. */
    public boolean tickSince(Instant instant, Duration patience) {
        return tickSince(instant, patience, "read_committed");
    }

    /** The same of ticks that may yet be rolled back. */
    public boolean uncommittedTickSince(Instant instant, Duration patience) {
        return tickSince(instant, patience, "read_uncommitted");
    }

    private boolean tickSince(Instant instant, Duration patience, String isolation) {
        Instant until = Instant.now().plus(patience);
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(LEDGER));
            consumer.seekToBeginning(List.of(LEDGER));
            while (Instant.now().isBefore(until)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key() == null
                            && wire.decode(Topics.LEDGER, record.value()) instanceof Tick tick
                            && !tick.getAt().isBefore(instant)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** Whether, within {@code patience}, all that stands on these topics now has been committed by the instances. */
    public boolean committed(List<String> topics, Duration patience) throws InterruptedException {
        Map<TopicPartition, Long> ends = ends(topics);
        return within(patience, () -> {
            Map<TopicPartition, Long> committed = committed();
            return ends.entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
    }

    /** Whether, within {@code patience}, nothing new is decided for a while. */
    public boolean quiet(Duration patience) throws InterruptedException {
        Map<TopicPartition, Long> seen = new HashMap<>();
        return within(patience, () -> {
            Map<TopicPartition, Long> before = Map.copyOf(seen);
            LockSupport.parkNanos(QUIET.toNanos());
            seen.putAll(ends(OUTPUTS));
            return before.equals(seen);
        });
    }

    /** How many records stand on these topics, markers and what was aborted among them. */
    public long written(List<String> topics) throws InterruptedException {
        return ends(topics).values().stream().mapToLong(Long::longValue).sum();
    }

    /** What the group of the instances has committed. */
    public Map<TopicPartition, Long> committed() throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, Long> committed = new HashMap<>();
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    committed.put(partition, offset.offset());
                }
            });
            return committed;
        } catch (ExecutionException e) {
            return Map.of();
        }
    }

    /** A condition that is looked at again and again. */
    public interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** Whether it comes to hold within {@code patience}. */
    public static boolean within(Duration patience, Condition condition) throws InterruptedException {
        Instant until = Instant.now().plus(patience);
        while (!condition.holds()) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return true;
    }

    private Map<TopicPartition, Long> ends(List<String> topics) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> IntStream.range(0, topic.partitions().size())
                            .forEach(partition ->
                                    latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say how far " + topics + " go", e);
        }
    }
}
