package io.sojourn.cli;

import io.sojourn.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a whole topic, all partitions, committed records only, in no group and without a trace on the broker. */
final class TopicReader implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** A reader of a topic that exists. */
    TopicReader(Settings settings, String topic, StartingPoint from) {
        var config = Cluster.clientConfig(settings);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        seek(from);
    }

    /** Reads what is there now, until the visitor has had enough and answers false. */
    void readToTheEnd(Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        var ends = consumer.endOffsets(partitions);
        // Asks the position, not the records: control records of transactions have offsets and are never seen.
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
            for (var record : consumer.poll(AT_MOST)) {
                var end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
                if (record.offset() < end && !visitor.test(record)) {
                    return;
                }
            }
        }
    }

    /** Reads on and on, until the visitor has had enough and answers false. */
    void follow(Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        while (true) {
            for (var record : consumer.poll(AT_MOST)) {
                if (!visitor.test(record)) {
                    return;
                }
            }
        }
    }

    /** The same for so long at most; answers whether the visitor had enough. */
    boolean follow(Duration most, Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        var end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end) {
            for (var record : consumer.poll(AT_MOST)) {
                if (!visitor.test(record)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void seek(StartingPoint from) {
        if (from.at() != null) {
            seekTo(from.at());
        } else if (from.edge() == StartingPoint.Edge.EARLIEST) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
            // The seek is lazy: without this, what is written before the first poll would be missed.
            partitions.forEach(consumer::position);
        }
    }

    private void seekTo(Instant at) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(p -> times.put(p, at.toEpochMilli()));
        var found = consumer.offsetsForTimes(times);
        var ends = consumer.endOffsets(partitions);
        for (var partition : partitions) {
            var first = found.get(partition);
            consumer.seek(partition, first != null ? first.offset() : ends.getOrDefault(partition, 0L));
        }
    }
}
