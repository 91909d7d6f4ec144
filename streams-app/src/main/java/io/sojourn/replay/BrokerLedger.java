package io.sojourn.replay;

import io.sojourn.schemas.Topics;
import io.sojourn.stream.LedgerEntries;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The ledger on a broker: committed entries only, read in no group and without a trace. */
public final class BrokerLedger implements Ledger {
    private static final Duration AT_MOST = Duration.ofMillis(250);

    private final Map<String, Object> kafka;
    private final Map<TopicPartition, Long> ends;

    /** @param kafka settings of every client */
    public BrokerLedger(Map<String, Object> kafka) {
        this.kafka = kafka;
        // What has not been seen to be committed yet is waited for: a transaction is over in one partition before it is
        // in another.
        try (var consumer = reader(kafka, "read_uncommitted")) {
            ends = consumer.endOffsets(consumer.partitionsFor(Topics.LEDGER).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
        }
    }

    /** Reads in no group. An offset that is not there is an error, and not a place to go on from. */
    static KafkaConsumer<byte[], byte[]> committed(Map<String, Object> kafka) {
        return reader(kafka, "read_committed");
    }

    private static KafkaConsumer<byte[], byte[]> reader(Map<String, Object> kafka, String isolation) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public int partitions() {
        return ends.size();
    }

    @Override
    public long size() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void read(int partition, Consumer<Entry> reader) {
        read(partition, 0, reader);
    }

    /** The offset after the last entry that is read. */
    long end(int partition) {
        return Objects.requireNonNull(ends.get(new TopicPartition(Topics.LEDGER, partition)), "no such partition");
    }

    /** The same from an offset on. */
    void read(int partition, long from, Consumer<Entry> reader) {
        TopicPartition one = new TopicPartition(Topics.LEDGER, partition);
        long end = end(partition);
        try (var consumer = committed(kafka)) {
            consumer.assign(List.of(one));
            consumer.seek(one, from);
            while (consumer.position(one) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(AT_MOST)) {
                    if (record.offset() < end) {
                        reader.accept(new Entry(
                                record.offset(),
                                record.key(),
                                record.value(),
                                record.timestamp(),
                                LedgerEntries.mode(record.headers())));
                    }
                }
            }
        }
    }
}
