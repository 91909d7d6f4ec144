package io.sojourn.proof.contender;

import io.sojourn.ledger.Mode;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.proof.load.Ground;
import io.sojourn.proof.load.Reading;
import io.sojourn.replay.Fold;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Unsaved;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One thread of {@link ByHand}, with its partitions. */
final class Hand implements Callable<Void> {
    /** As the product while it is behind, so that both commit equally often. */
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Policy POLICY = ReferencePolicy.overDays(365);

    private final Ground ground;
    private final WireFormat wire;
    private final List<Integer> partitions;
    private final Effort effort;
    private final DecisionCodec decisions = new DecisionCodec(POLICY);
    private final Unsaved unsaved = new Unsaved(POLICY);
    private final Map<Integer, Fold> folds = new HashMap<>();
    private final Producer<byte[], byte[]> producer;

    Hand(Ground ground, WireFormat wire, List<Integer> partitions, Effort effort) {
        this.ground = ground;
        this.wire = wire;
        this.partitions = partitions;
        this.effort = effort;
        partitions.forEach(partition -> folds.put(
                partition,
                new Fold(
                        Policies.only(POLICY),
                        (announcement, by, detectedAt, mode) -> announce(announcement, detectedAt))));
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        ground.bootstrap(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "by-hand-" + partitions.get(0),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        100),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    @Override
    public @Nullable Void call() {
        try (Consumer<byte[], byte[]> consumer = Reading.committed(ground);
                producer) {
            Map<TopicPartition, Long> ends = Reading.assign(consumer, Topics.LEDGER, partitions);
            producer.beginTransaction();
            long committedAt = System.nanoTime();
            while (Reading.left(consumer, ends) > 0) {
                long events = 0;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                    events += record.key() == null ? 0 : 1;
                    SpecificRecord entry = wire.decodeHead(record.topic(), record.value());
                    Objects.requireNonNull(folds.get(record.partition()))
                            .hear(record.key(), entry, record.timestamp(), Mode.LIVE);
                }
                effort.saw(events);
                if (System.nanoTime() - committedAt > COMMIT_EVERY.toNanos()) {
                    commit(consumer, ends.keySet());
                    producer.beginTransaction();
                    committedAt = System.nanoTime();
                }
            }
            commit(consumer, ends.keySet());
        }
        return null;
    }

    private void announce(Announcement announcement, long detectedAt) {
        send(
                DecisionCodec.topic(announcement),
                announcement.customer().toKey(),
                decisions.record(announcement, detectedAt, Mode.LIVE));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what goes wrong comes out at the commit
    private void send(String topic, byte[] key, SpecificRecord decision) {
        producer.send(new ProducerRecord<>(topic, key, wire.encode(topic, decision)));
    }

    @SuppressWarnings({"FutureReturnValueIgnored", "removal"}) // as above; and there is no group to ask
    private void commit(Consumer<byte[], byte[]> consumer, Set<TopicPartition> all) {
        folds.forEach((partition, fold) -> {
            for (Standing standing : fold.changes()) {
                unsaved.write(
                        standing,
                        (key, value) -> producer.send(new ProducerRecord<>(ByHand.CHANGELOG, partition, key, value)));
            }
        });
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        all.forEach(partition -> offsets.put(partition, new OffsetAndMetadata(consumer.position(partition))));
        producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata("by-hand"));
        producer.commitTransaction();
    }
}
