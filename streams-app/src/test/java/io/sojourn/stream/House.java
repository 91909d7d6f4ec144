package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.events.OrderCompleted;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A whole Sojourn for a test: a real broker and registry, and a pipeline that can be stopped and started. */
final class House implements AutoCloseable {
    private final String brokerAddress;
    private final AutoCloseable broker;
    private final EmbeddedRegistry registry;
    private final WireFormat wire;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Settings settings;
    private @Nullable Pipeline pipeline;

    private House(Path dir, String brokerAddress, AutoCloseable broker) {
        this.brokerAddress = brokerAddress;
        this.broker = broker;
        registry = EmbeddedRegistry.start(brokerAddress, 0);
        settings = Settings.defaults()
                .with("kafka.bootstrap.servers", brokerAddress)
                .with("schema.registry.url", registry.url())
                .with("state.dir", dir.resolve("state").toString())
                .with("input.partitions", "3")
                .with("ledger.partitions", "4")
                .with("tick.interval", "200ms")
                .with("money.currency", "GBP");
        wire = new WireFormat(settings.registry());
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokerAddress,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        4_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** On an embedded broker of its own. */
    static House at(Path dir) {
        EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"));
        return new House(dir, broker.bootstrapServers(), broker);
    }

    /** On a broker that runs elsewhere, and is closed with the house. */
    static House at(Path dir, String brokerAddress, AutoCloseable broker) {
        return new House(dir, brokerAddress, broker);
    }

    House with(String key, String value) {
        settings = settings.with(key, value);
        return this;
    }

    House open() {
        pipeline = Pipeline.start(
                settings, new Figures(meters), Policies.only(ReferencePolicy.overDays(settings.windowDays())));
        return this;
    }

    /** Stops the pipeline; the broker goes on. */
    void shut() {
        if (pipeline != null) {
            pipeline.close();
            pipeline = null;
        }
    }

    Settings settings() {
        return settings;
    }

    Pipeline pipeline() {
        return Objects.requireNonNull(pipeline, "open it first");
    }

    WireFormat wire() {
        return wire;
    }

    RecordMetadata send(String topic, SpecificRecord event) {
        return sendBytes(new ProducerRecord<>(topic, wire.encode(topic, event)));
    }

    RecordMetadata sendBytes(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without waiting for the broker; whatever is read later is read after it. */
    void sendLater(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (metadata, failed) -> {
            if (failed != null) {
                throw new IllegalStateException(failed);
            }
        });
    }

    String registryUrl() {
        return registry.url();
    }

    void createTopics() {
        try (Admin admin = admin()) {
            new TopicKeeper(admin, settings).createMissing();
        }
    }

    /** How many records of a topic are committed, markers among them. */
    long committed(String topic) {
        try (Admin admin = admin()) {
            return latest(admin, topic, IsolationLevel.READ_COMMITTED).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Whether the group has committed the whole ledger, and what it decided; the last entry may be a transaction's marker. */
    boolean hasDecidedTheLedger() {
        try (Admin admin = admin()) {
            Map<TopicPartition, Long> ends = latest(admin, Topics.LEDGER, IsolationLevel.READ_COMMITTED);
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(settings.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            boolean decided = ends.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata reached = committed.get(end.getKey());
                return end.getValue() == 0 || (reached != null && reached.offset() >= end.getValue() - 1);
            });
            // The positions show a transaction's end before the outputs do.
            return decided && isSettled(admin, Topics.STAGE_TRANSITIONS);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSettled(Admin admin, String topic) {
        return latest(admin, topic, IsolationLevel.READ_COMMITTED)
                .equals(latest(admin, topic, IsolationLevel.READ_UNCOMMITTED));
    }

    private static Map<TopicPartition, Long> latest(Admin admin, String topic, IsolationLevel isolation) {
        try {
            Map<TopicPartition, OffsetSpec> ask = new HashMap<>();
            Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic))
                    .partitions()
                    .forEach(each -> ask.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
            Map<TopicPartition, Long> latest = new HashMap<>();
            admin.listOffsets(ask, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, info) -> latest.put(partition, info.offset()));
            return latest;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokerAddress));
    }

    static OrderCompleted order(String customer, String order, Instant at, String total) {
        return OrderCompleted.newBuilder()
                .setEventId("event-" + order)
                .setCustomerId(customer)
                .setOrderId(order)
                .setOccurredAt(at)
                .setTotal(new BigDecimal(total).setScale(4))
                .setCurrency("GBP")
                .setLines(List.of())
                .build();
    }

    /** Everything committed on a topic by now, decoded. */
    List<SpecificRecord> read(String topic) {
        return records(topic).stream()
                .map(record -> wire.decode(topic, record.value()))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokerAddress);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<TopicPartition> open = new HashSet<>(partitions);
            while (!open.isEmpty()) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
                open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            }
        }
        return all;
    }

    /** Until everything sent to the inputs so far has been decided: by every input a marker goes into every ledger partition. */
    void settle() {
        String marker = "marker-" + UUID.randomUUID();
        Instant now = Instant.now();
        int markers = 0;
        for (int input = 0; input < settings.inputPartitions(); input++) {
            for (int ledger = 0; ledger < settings.ledgerPartitions(); ledger++) {
                String customer = customerIn(ledger, marker + "-" + input);
                sendBytes(new ProducerRecord<>(
                        "orders", input, null, wire.encode("orders", order(customer, customer, now, "1"))));
                markers++;
            }
        }
        int all = markers;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> records("customer-state").stream()
                                .map(record -> new String(record.key(), UTF_8))
                                .filter(key -> key.startsWith(marker))
                                .distinct()
                                .count()
                        == all);
    }

    private String customerIn(int ledgerPartition, String name) {
        int i = 0;
        while (LedgerPartitioner.partitionOf((name + "-" + i).getBytes(UTF_8), settings.ledgerPartitions())
                != ledgerPartition) {
            i++;
        }
        return name + "-" + i;
    }

    @Override
    public void close() {
        shut();
        producer.close();
        wire.close();
        registry.close();
        try {
            broker.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
