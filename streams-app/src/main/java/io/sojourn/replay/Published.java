package io.sojourn.replay;

import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What was published of decisions, told again as often as it stands there; read on as more comes. */
final class Published implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final WireFormat wire;
    private final List<TopicPartition> partitions;

    /**
     * One of them, in few bytes.
     *
     * @param chain the first half of it
     * @param where it stands
     */
    record Said(CustomerId customer, String id, long chain, long detectedAt, TopicPartition where, long offset) {}

    /** @param kafka settings of every client */
    Published(Map<String, Object> kafka, WireFormat wire) {
        this.wire = wire;
        consumer = BrokerLedger.committed(kafka);
        partitions = Topics.DECISIONS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads all that has come since the last time. */
    void readOn(Consumer<Said> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(AT_MOST)) {
                SpecificRecord decision = wire.decode(record.topic(), record.value());
                reader.accept(new Said(
                        new CustomerId((String) field(decision, "customerId")),
                        id(decision),
                        chain((String) field(decision, "chain")),
                        ((Instant) field(decision, "detectedAt")).toEpochMilli(),
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset()));
            }
        }
    }

    /** The record itself, read once more; after this nothing more is read on. */
    SpecificRecord record(Said said) {
        consumer.assign(List.of(said.where));
        consumer.seek(said.where, said.offset);
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(AT_MOST)) {
                return wire.decode(record.topic(), record.value());
            }
        }
    }

    /** The first half of a chain, which 32 digits show. */
    private static long chain(String hex) {
        return Long.parseUnsignedLong(hex, 0, 16, 16);
    }

    static String id(SpecificRecord decision) {
        return (String) field(decision, "id");
    }

    /** Whether it was told again, and is not what the application published. */
    static boolean isReplayed(SpecificRecord record) {
        Schema.Field mode = record.getSchema().getField("mode");
        return mode != null && record.get(mode.pos()) == Mode.REPLAY;
    }

    private static Object field(SpecificRecord decision, String name) {
        return Objects.requireNonNull(
                decision.get(decision.getSchema().getField(name).pos()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
