package io.sojourn.server;

import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.schemas.KafkaUser;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads one customer's decisions out of the decision topics, from the beginning to the end of now.
 *
 * <p>It reads that customer's partition whole and looks at every key in it, which is why it is bounded in time and
 * in how many read at once. Any instance can do it: it needs the broker, not the state.
 */
public final class HistoryReader implements AutoCloseable {
    private final ReaderPool readers;
    private final String user;
    private final BiFunction<String, byte[], SpecificRecord> decoder;
    private final Duration limit;
    private final LongSupplier nanoTime;

    /**
     * @param kafka   client settings, {@code bootstrap.servers} among them
     * @param decoder topic and value to record, callable from any thread
     * @param limit   how long one reading may take, waiting for a free reader included
     * @param atOnce  how many readings there may be at once
     */
    public HistoryReader(
            Map<String, ?> kafka, BiFunction<String, byte[], SpecificRecord> decoder, Duration limit, int atOnce) {
        this(kafka, decoder, limit, atOnce, System::nanoTime);
    }

    HistoryReader(
            Map<String, ?> kafka,
            BiFunction<String, byte[], SpecificRecord> decoder,
            Duration limit,
            int atOnce,
            LongSupplier nanoTime) {
        this.readers = new ReaderPool(kafka, atOnce);
        this.user = KafkaUser.in(kafka);
        this.decoder = decoder;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /** @throws Problem 503 when the broker does not answer, topics are missing or too many read already */
    History of(String customerId) {
        var deadline = nanoTime.getAsLong() + limit.toNanos();
        try (var reader = readers.borrow(limit)) {
            try {
                return read(reader.consumer(), customerId.getBytes(StandardCharsets.UTF_8), deadline);
            } catch (TopicAuthorizationException e) {
                reader.doNotReuse();
                throw Problem.passing(
                        "rights-missing",
                        user + " lacks Read on " + String.join(", ", e.unauthorizedTopics()) + ".",
                        "'sojourn topics acls application' prints the commands that grant it.");
            } catch (KafkaException e) {
                reader.doNotReuse();
                throw Problem.passing(
                        "kafka-unreachable",
                        "The broker did not give the history: " + e.getMessage(),
                        "Check that the brokers of kafka.bootstrap.servers are up and that we may read the topics "
                                + Topics.DECISIONS + ".");
            } catch (RuntimeException e) {
                reader.doNotReuse();
                throw e;
            }
        }
    }

    private History read(Consumer<byte[], byte[]> consumer, byte[] key, long deadline) {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : Topics.DECISIONS) {
            partitions.add(new TopicPartition(topic, partitionOf(key, consumer, topic, deadline)));
        }
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions, left(deadline));
        var positions = consumer.beginningOffsets(partitions, left(deadline));
        positions.forEach(consumer::seek);
        var toRead = distance(positions, ends);

        var transitions = new LinkedHashMap<String, StageTransition>();
        var warnings = new LinkedHashMap<String, ChurnWarning>();
        var tags = new LinkedHashMap<String, TagChange>();
        var careMoments = new LinkedHashMap<String, CareMoment>();
        long unreadable = 0;
        while (distance(positions, ends) > 0 && nanoTime.getAsLong() < deadline) {
            for (var record : consumer.poll(left(deadline))) {
                // Bytes before decoding: nearly all records are about somebody else.
                if (record.value() == null || !Arrays.equals(key, record.key())) {
                    continue;
                }
                SpecificRecord decision;
                try {
                    decision = decoder.apply(record.topic(), record.value());
                } catch (UnreadableRecordException e) {
                    // Somebody else's bytes under this customer's key must not hide our own.
                    unreadable++;
                    continue;
                }
                // By id, since without exactly-once a decision may stand in the topic twice.
                if (decision instanceof StageTransition moved) {
                    transitions.putIfAbsent(moved.getId(), moved);
                } else if (decision instanceof ChurnWarning warned) {
                    warnings.putIfAbsent(warned.getId(), warned);
                } else if (decision instanceof TagChange tagged) {
                    tags.putIfAbsent(tagged.getId(), tagged);
                } else if (decision instanceof CareMoment due) {
                    careMoments.putIfAbsent(due.getId(), due);
                }
            }
            positions.replaceAll((partition, old) -> consumer.position(partition));
        }
        return new History(
                List.copyOf(transitions.values()),
                List.copyOf(warnings.values()),
                List.copyOf(tags.values()),
                List.copyOf(careMoments.values()),
                unreadable,
                toRead - distance(positions, ends),
                toRead);
    }

    /** Where Kafka's default partitioner puts this key. */
    private int partitionOf(byte[] key, Consumer<byte[], byte[]> consumer, String topic, long deadline) {
        var partitions = consumer.partitionsFor(topic, left(deadline));
        if (partitions == null || partitions.isEmpty()) {
            throw Problem.passing(
                    "topic-missing", "The topic " + topic + " does not exist.", "'sojourn topics create' makes it.");
        }
        return Utils.toPositive(Utils.murmur2(key)) % partitions.size();
    }

    private static long distance(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        return to.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong()));
    }

    @Override
    public void close() {
        readers.close();
    }
}
