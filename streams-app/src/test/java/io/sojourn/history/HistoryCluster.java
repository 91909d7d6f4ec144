package io.sojourn.history;

import io.sojourn.Settings;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A broker with our topics, and what stands on them. */
final class HistoryCluster implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final @Nullable EmbeddedRegistry registry;
    private final String registryUrl;
    private final int ledgerPartitions;

    /** With a registry that lives in this process alone. */
    HistoryCluster(Path folder, int ledgerPartitions) throws Exception {
        this(folder, ledgerPartitions, false);
    }

    /** With one that other processes reach. */
    static HistoryCluster withRegistry(Path folder, int ledgerPartitions) throws Exception {
        return new HistoryCluster(folder, ledgerPartitions, true);
    }

    private HistoryCluster(Path folder, int ledgerPartitions, boolean reachable) throws Exception {
        this.broker = EmbeddedBroker.start(folder);
        this.registry = reachable ? EmbeddedRegistry.start(broker.bootstrapServers(), 0) : null;
        this.registryUrl = registry == null ? "mock://" + UUID.randomUUID() : registry.url();
        this.ledgerPartitions = ledgerPartitions;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(Topics.catalogue(1, ledgerPartitions).stream()
                            .map(t -> new NewTopic(t.name(), Optional.of(t.partitions()), Optional.<Short>empty())
                                    .configs(t.settings()))
                            .toList())
                    .all()
                    .get();
        }
    }

    Settings settings() {
        return Settings.defaults()
                .with("kafka.bootstrap.servers", broker.bootstrapServers())
                .with("schema.registry.url", registryUrl)
                .with("ledger.partitions", "" + ledgerPartitions)
                .with("input.partitions", "1")
                .with("money.currency", "EUR");
    }

    String registryUrl() {
        return registryUrl;
    }

    /** A record with what it means. */
    record Entry(ConsumerRecord<byte[], byte[]> record, SpecificRecord value) {}

    /** All that is committed, partition by partition in order. */
    List<Entry> read(String topic) {
        List<Entry> all = new ArrayList<>();
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                WireFormat wire = new WireFormat(settings().registry())) {
            for (var info : consumer.partitionsFor(topic)) {
                TopicPartition partition = new TopicPartition(topic, info.partition());
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(200))
                            .forEach(r -> all.add(new Entry(r, wire.decode(topic, r.value()))));
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
        broker.close();
    }
}
