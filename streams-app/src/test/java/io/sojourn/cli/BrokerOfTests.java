package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.Settings;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.events.OrderCompleted;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with a registry in memory, for tests that call commands: what to pass them, and how to fill topics. */
final class BrokerOfTests implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final String registry = "mock://" + UUID.randomUUID();
    final WireFormat wire = new WireFormat(Map.of("schema.registry.url", registry));

    BrokerOfTests(Path dir) {
        broker = EmbeddedBroker.start(dir);
    }

    /** The command with these words, against this broker and registry. */
    Cli run(String... words) {
        var args = new ArrayList<>(List.of(words));
        args.add("--set=kafka.bootstrap.servers=" + broker.bootstrapServers());
        args.add("--set=schema.registry.url=" + registry);
        return Cli.run(args.toArray(String[]::new));
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String registry() {
        return registry;
    }

    /** Makes a topic of the catalogue. */
    void create(String topic) throws Exception {
        Topic ours = Topics.named(topic, Topics.catalogue(2, 2));
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(ours.partitions()), Optional.empty())
                            .configs(ours.settings())))
                    .all()
                    .get();
        }
    }

    void write(String topic, String key, SpecificRecord value) {
        write(topic, key, wire.encode(topic, value));
    }

    void write(String topic, String key, byte[] value) {
        withProducer(producer -> {
            var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
        });
    }

    /** All that stands on a topic. */
    List<SpecificRecord> read(String topic) {
        List<SpecificRecord> all = new ArrayList<>();
        Settings settings = Settings.defaults()
                .with("kafka.bootstrap.servers", bootstrapServers())
                .with("schema.registry.url", registry);
        try (var reader = new TopicReader(settings, topic, StartingPoint.EARLIEST)) {
            reader.readToTheEnd(record -> {
                all.add(wire.decode(topic, record.value()));
                return true;
            });
        }
        return all;
    }

    /** Writes to every partition of the ledger that time has passed. */
    void tick(Instant at) {
        byte[] value = wire.encode(Topics.LEDGER, new Tick(at, Mode.LIVE));
        withProducer(producer -> producer.partitionsFor(Topics.LEDGER).forEach(each -> {
            var unused = producer.send(new ProducerRecord<>(Topics.LEDGER, each.partition(), null, value));
        }));
    }

    /** Writes in a transaction that never commits. */
    void writeAndAbort(String topic, String key, SpecificRecord value) {
        try (var producer = transaction("aborts")) {
            var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), wire.encode(topic, value)));
            producer.flush();
            producer.abortTransaction();
        }
    }

    /** A producer with a transaction begun. */
    KafkaProducer<byte[], byte[]> transaction(String id) {
        var config = Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(), ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    private void withProducer(Consumer<KafkaProducer<byte[], byte[]>> work) {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            work.accept(producer);
            producer.flush();
        }
    }

    static OrderCompleted order(String customer, String order, String total) {
        return order(customer, order, total, "USD", Instant.parse("2026-01-31T12:00:00Z"));
    }

    static OrderCompleted order(String customer, String order, String total, String currency, Instant at) {
        return OrderCompleted.newBuilder()
                .setEventId("e-" + order)
                .setCustomerId(customer)
                .setOrderId(order)
                .setOccurredAt(at)
                .setTotal(new BigDecimal(total).setScale(4))
                .setCurrency(currency)
                .setLines(List.of())
                .build();
    }

    @Override
    public void close() {
        wire.close();
        broker.close();
    }
}
