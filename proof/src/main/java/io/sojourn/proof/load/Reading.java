package io.sojourn.proof.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Plain consumers that read topics from beginning to end. */
public final class Reading {
    private Reading() {}

    /** A consumer of what is committed, without a group. */
    public static Consumer<byte[], byte[]> committed(Ground ground) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        ground.bootstrap(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Sets the consumer to the beginning of every partition; answers where each ends now. */
    public static Map<TopicPartition, Long> assignAll(
            Consumer<byte[], byte[]> consumer, List<String> topics, int partitions) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
        }
        return assign(consumer, all);
    }

    /** Likewise, for some partitions of one topic. */
    public static Map<TopicPartition, Long> assign(
            Consumer<byte[], byte[]> consumer, String topic, List<Integer> partitions) {
        return assign(
                consumer,
                partitions.stream()
                        .map(partition -> new TopicPartition(topic, partition))
                        .toList());
    }

    private static Map<TopicPartition, Long> assign(Consumer<byte[], byte[]> consumer, List<TopicPartition> all) {
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return new HashMap<>(consumer.endOffsets(all));
    }

    /** How many offsets are left before all of {@code ends} are reached. */
    public static long left(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        long left = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            left += Math.max(0, end.getValue() - consumer.position(end.getKey()));
        }
        return left;
    }
}
