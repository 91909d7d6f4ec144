package io.sojourn.replay;

import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What was published of decisions, by id; read on as more comes. */
final class Published implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final WireFormat wire;
    private final List<TopicPartition> partitions;
    private final Map<String, Said> byId = new HashMap<>();
    private long again;

    /**
     * One of them, in few bytes.
     *
     * @param chain the first half of it
     * @param where it stands
     */
    record Said(long chain, long detectedAt, TopicPartition where, long offset) {}

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
    void readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(AT_MOST)) {
                add(record);
            }
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        SpecificRecord decision = wire.decode(record.topic(), record.value());
        Said said = new Said(
                chain(decision),
                detectedAt(decision).toEpochMilli(),
                new TopicPartition(record.topic(), record.partition()),
                record.offset());
        Said first = byId.putIfAbsent(id(decision), said);
        if (first != null) {
            again++;
            if (first.chain != said.chain) {
                // The later one is what a consumer that updates by id ends up with.
                byId.put(id(decision), said);
            }
        }
    }

    Map<String, Said> byId() {
        return byId;
    }

    /** How many were told again under an id told before. */
    long again() {
        return again;
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
    static long chain(String hex) {
        return Long.parseUnsignedLong(hex, 0, 16, 16);
    }

    private static long chain(SpecificRecord decision) {
        return chain((String) field(decision, "chain"));
    }

    static String id(SpecificRecord decision) {
        return (String) field(decision, "id");
    }

    private static Instant detectedAt(SpecificRecord decision) {
        return (Instant) field(decision, "detectedAt");
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
