package io.sojourn.proof.flink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What has been committed to a topic since some moment. */
record DecisionsFrom(String bootstrap, Map<TopicPartition, Long> beginning) {
    static DecisionsFrom nowOn(String bootstrap, String topic) {
        try (var consumer = consumer(bootstrap)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            return new DecisionsFrom(bootstrap, consumer.endOffsets(partitions));
        }
    }

    List<byte[]> toTheEnd() {
        List<byte[]> values = new ArrayList<>();
        try (var consumer = consumer(bootstrap)) {
            consumer.assign(beginning.keySet());
            beginning.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(beginning.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
