package io.sojourn.history;

import io.sojourn.Settings;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed on a topic; asked again, it goes on where it stood. */
final class TopicScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final WireFormat wire;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicScan(Settings settings, WireFormat wire, String topic) {
        this.topic = topic;
        this.wire = wire;
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        admin = Admin.create(Map.copyOf(settings.kafka()));
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes one record. */
    interface Taker {
        void take(SpecificRecord value) throws IOException;
    }

    /**
     * Gives all that stands there now and was not given before. What is not committed yet is waited for: a transaction is
     * seen to be over in one partition before it is in another.
     */
    void rest(Taker taker) throws IOException {
        Map<TopicPartition, Long> ends = ends();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.value() != null) {
                    taker.take(wire.decode(topic, record.value()));
                }
            }
        }
    }

    /** Where the log ends, committed or not. */
    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        consumer.assignment().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Kafka.answer(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
