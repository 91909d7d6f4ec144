package io.sojourn.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.PageViewed;
import io.sojourn.intake.CountedIntake;
import io.sojourn.intake.PatientWire;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outage of the registry, longer than a transaction may take, costs time and nothing else. */
class RegistryAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration TICK = Duration.ofMillis(200);

    @TempDir
    Path dir;

    private final CountedIntake figures = new CountedIntake();
    private final List<AutoCloseable> open = new ArrayList<>();
    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private WireFormat senders;
    private String url;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(
                dir.resolve("broker"), Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"));
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
        url = registry.url();
        senders = wire();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var topics = Topics.catalogue(1, 1).stream()
                    .map(topic -> new NewTopic(topic.name(), 1, (short) 1).configs(topic.settings()))
                    .toList();
            admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (var each : open) {
            each.close();
        }
        registry.close();
        broker.close();
    }

    @Test
    void a_record_waits_in_its_transaction_and_is_taken_in_once() {
        new Instance("first");
        send(visit("event-1"));
        Awaitility.await().atMost(PATIENCE).until(() -> events() == 1 && lastTick() > 0);

        sendNewsDuringOutage();
        long tickDuringOutage = lastTick();
        // Longer than the broker lets a transaction be open here: the thread will find itself fenced.
        Awaitility.await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> !figures.waiting.isEmpty());
        registryIsBack();

        awaitThreeEventsAndTicksBeyond(tickDuringOutage + Duration.ofSeconds(5).toMillis());
    }

    @Test
    void a_shutdown_does_not_wait_and_the_next_start_takes_the_record_in() {
        var first = new Instance("first");
        send(visit("event-1"));
        Awaitility.await().atMost(PATIENCE).until(() -> events() == 1 && lastTick() > 0);
        sendNewsDuringOutage();

        long before = System.nanoTime();
        first.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        assertThat(events()).isLessThan(3);
        registryIsBack();
        long now = System.currentTimeMillis();
        new Instance("second");

        awaitThreeEventsAndTicksBeyond(now);
    }

    private void sendNewsDuringOutage() {
        byte[] known = senders.encode(Topics.VISITS, visit("event-2"));
        byte[] news =
                senders.encode(Topics.ORDERS, new OrderCancelled("event-3", "ada", "order-1", Instant.now(), null));
        registry.close();
        // The first of them opens a transaction; the second, of a schema not seen before, has to wait in it.
        send(known, news);
        Awaitility.await().atMost(PATIENCE).until(() -> !figures.waiting.isEmpty());
    }

    private void registryIsBack() {
        registry = EmbeddedRegistry.start(
                broker.bootstrapServers(), URI.create(url).getPort());
    }

    private void awaitThreeEventsAndTicksBeyond(long at) {
        Awaitility.await().atMost(PATIENCE).until(() -> events() >= 3 && lastTick() > at);
        assertThat(reading().events()).hasSize(3);
        assertThat(reading().breaches()).isEmpty();
        // Reading a record again after a rollback counts it again; what counts is that none was refused.
        assertThat(figures.counts.keySet()).allSatisfy(what -> assertThat(what).startsWith("accepted"));
    }

    private final class Instance implements AutoCloseable {
        private final PatientWire patient = new PatientWire(wire(), figures::registryWaiting);
        private final KafkaStreams streams;

        Instance(String name) {
            var config = new Properties();
            config.put(StreamsConfig.APPLICATION_ID_CONFIG, "registry-away");
            config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            config.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve(name).toString());
            config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
            config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
            config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
            config.put("producer.transaction.timeout.ms", 2_000);
            streams = new KafkaStreams(
                    IntakeAndClock.topology(patient, figures, 1, TICK, Topics.LARGEST_FOREIGN_RECORD), config);
            open.add(this);
            streams.start();
        }

        void stop() {
            patient.stop();
            streams.close(CloseOptions.timeout(Duration.ofSeconds(30))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }

        @Override
        public void close() {
            stop();
        }
    }

    private WireFormat wire() {
        var wire = new WireFormat(Map.of("schema.registry.url", url, "max.retries", "0"));
        open.add(wire);
        return wire;
    }

    private void send(SpecificRecord event) {
        send(senders.encode(Topics.VISITS, event));
    }

    private void send(byte[]... values) {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < values.length; i++) {
                String topic = i == 0 ? Topics.VISITS : Topics.ORDERS;
                var unused = producer.send(
                        new ProducerRecord<>(topic, values[i]),
                        (sent, failure) -> assertThat(failure).isNull());
                producer.flush();
            }
        }
    }

    private static PageViewed visit(String id) {
        return new PageViewed(id, "ada", Instant.now(), null, null);
    }

    private int events() {
        return reading().events().size();
    }

    private long lastTick() {
        return reading().lastTick();
    }

    private LedgerReading reading() {
        return LedgerReading.of(broker.bootstrapServers(), senders);
    }
}
