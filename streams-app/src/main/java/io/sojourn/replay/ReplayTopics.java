package io.sojourn.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.ledger.Mode;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Revisions.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Decisions told again on topics of their own, each named by a prefix and the topic on which it was told first, in the partition of
 * the ledger it comes from. What a broken off run has told already stands there as the beginning of the same sequence, and is not
 * told twice.
 */
public final class ReplayTopics implements AutoCloseable {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}[._-]");
    private static final Duration AT_MOST = Duration.ofMillis(250);

    private final String prefix;
    private final Range range;
    private final WireFormat wire;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<TopicPartition, Told> told;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();

    /** How many of a sequence stand there already, and the id of the last of them. */
    private record Told(long count, String lastId) {
        static final Told NOTHING = new Told(0, "");
    }

    /**
     * Creates the topics that are not there, once those that are were found to be of a replay.
     *
     * @param prefix ends with {@code .}, {@code -} or {@code _}
     * @param wire of the registry in which the schemas of decisions are
     * @throws IllegalArgumentException if the prefix is none
     * @throws OtherHistoryException if such topics are there and are not of this ledger, or were not told by a replay
     */
    public static ReplayTopics open(
            Admin admin, Map<String, Object> kafka, WireFormat wire, String prefix, int partitions, Range range)
            throws ExecutionException, InterruptedException {
        requirePrefix(prefix);
        var existing = admin.listTopics().names().get();
        List<NewTopic> missing = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (String topic : Topics.DECISIONS) {
            String name = prefix + topic;
            if (!existing.contains(name)) {
                missing.add(new NewTopic(name, Optional.of(partitions), Optional.empty())
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
            } else if (Objects.requireNonNull(admin.describeTopics(List.of(name))
                                    .allTopicNames()
                                    .get()
                                    .get(name))
                            .partitions()
                            .size()
                    != partitions) {
                throw new OtherHistoryException("topic " + name + " is there and has another number of partitions than"
                        + " the ledger, which has " + partitions);
            } else {
                there.add(name);
            }
        }
        Map<TopicPartition, Told> told = toldOn(there, kafka, wire);
        admin.createTopics(missing).all().get();
        return new ReplayTopics(kafka, wire, prefix, range, told);
    }

    /**
     * No topic of ours begins with what passes here.
     *
     * @throws IllegalArgumentException with what a prefix is
     */
    public static void requirePrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("the prefix '" + prefix
                    + "' is none: letters, digits, '.', '-' and '_', and one of the last three at its end");
        }
    }

    private ReplayTopics(
            Map<String, Object> kafka, WireFormat wire, String prefix, Range range, Map<TopicPartition, Told> told) {
        this.prefix = prefix;
        this.range = range;
        this.wire = wire;
        this.told = told;
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<TopicPartition, Told> toldOn(List<String> topics, Map<String, Object> kafka, WireFormat wire) {
        Map<TopicPartition, Told> all = new HashMap<>();
        try (var consumer = BrokerLedger.committed(kafka)) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            for (var end : consumer.endOffsets(partitions).entrySet()) {
                if (end.getValue() > 0) {
                    String last = lastId(consumer, end.getKey(), end.getValue(), wire);
                    all.put(end.getKey(), new Told(end.getValue(), last));
                }
            }
        }
        return all;
    }

    private static String lastId(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition where, long end, WireFormat wire) {
        consumer.assign(List.of(where));
        consumer.seek(where, end - 1);
        while (consumer.position(where) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(AT_MOST)) {
                SpecificRecord decision = wire.decode(record.topic(), record.value());
                if (Published.isReplayed(decision)) {
                    return Published.id(decision);
                }
            }
        }
        // No record at all is the end of a transaction, and a replay has none.
        throw new OtherHistoryException("topic " + where.topic() + " is there, and what stands last in its partition "
                + where.partition() + " was not told by a replay");
    }

    /** What is done with one partition. */
    public Replay.Part part(int partition) {
        return new Part(partition);
    }

    /** How many decisions were told by this run; waits until all of them are on the broker. */
    public long end() {
        producer.flush();
        requireSent();
        return sent.get();
    }

    private void requireSent() {
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("the broker did not take a decision: " + first.getMessage(), first);
        }
    }

    private final class Part implements Replay.Part {
        private final int partition;
        private final Map<String, Long> counts = new HashMap<>();

        Part(int partition) {
            this.partition = partition;
        }

        @Override
        public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
            return entry.timestamp() <= range.until();
        }

        @Override
        public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
            if (detectedAt < range.from()) {
                return;
            }
            String topic = prefix + DecisionCodec.topic(announcement);
            long count = counts.merge(topic, 1L, Long::sum);
            Told before = told.getOrDefault(new TopicPartition(topic, partition), Told.NOTHING);
            if (count > before.count) {
                SpecificRecord record = by.codec().record(announcement, detectedAt, Mode.REPLAY);
                byte[] key = announcement.customer().value().getBytes(UTF_8);
                var unused = producer.send(
                        new ProducerRecord<>(topic, partition, key, wire.encode(topic, record)), (at, wrong) -> {
                            if (wrong != null) {
                                failure.compareAndSet(null, wrong);
                            }
                        });
                sent.incrementAndGet();
                requireSent();
            } else if (count == before.count && !before.lastId.equals(DecisionCodec.id(announcement))) {
                throw another(topic);
            }
        }

        @Override
        public void end(Fold fold) {
            Topics.DECISIONS.forEach(topic -> {
                Told before = told.getOrDefault(new TopicPartition(prefix + topic, partition), Told.NOTHING);
                if (counts.getOrDefault(prefix + topic, 0L) < before.count) {
                    throw another(prefix + topic);
                }
            });
        }

        private OtherHistoryException another(String topic) {
            return new OtherHistoryException("partition " + partition + " of topic " + topic
                    + " holds something else than the beginning of this replay");
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
