package io.sojourn.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.PageViewed;
import io.sojourn.intake.CountedIntake;
import io.sojourn.intake.PatientWire;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tick at T promises: whatever had arrived by T stands above it in the ledger. On a real broker. */
class ThirdLawTest {
    private static final Map<String, Integer> INPUT_PARTITIONS =
            Map.of(Topics.ORDERS, 3, Topics.VISITS, 2, Topics.SUPPORT, 3, Topics.ENGAGEMENTS, 1, Topics.PROFILES, 1);
    private static final int TASKS = 3;
    private static final int LEDGER_PARTITIONS = 4;
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A backlog is taken in many small fetches, and letters can slip in between them. */
    private static final Map<String, String> IN_SIPS =
            Map.of("consumer.max.partition.fetch.bytes", "20000", "consumer.max.poll.records", "5");

    @TempDir
    Path dir;

    private final WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://third-law"));
    private final CountedIntake figures = new CountedIntake();
    private final List<KafkaStreams> instances = new ArrayList<>();
    private final Random random = new Random(3);
    private EmbeddedBroker broker;
    private KafkaProducer<byte[], byte[]> producer;
    private int sent;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(dir.resolve("broker"));
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var topics = Topics.catalogue(TASKS, LEDGER_PARTITIONS).stream()
                    .map(ThirdLawTest::unequal)
                    .toList();
            admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
            // A partition is known before its leader takes records; an idempotent producer that is turned away with
            // its first batch but not with its second never gets over it.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> admin.listOffsets(partitionsOf(topics)).all().get(5, TimeUnit.SECONDS));
        }
        producer = producer(Map.of());
    }

    @AfterEach
    void stop() {
        instances.forEach(streams -> streams.close(Duration.ofSeconds(20)));
        producer.close();
        broker.close();
        wire.close();
    }

    @Test
    void through_rebalance_restart_and_idle_partitions_every_tick_keeps_its_promise() {
        run("a", Map.of());
        sendFor(Duration.ofSeconds(4));
        // A second instance takes some of the tasks over, then the first one goes.
        run("b", Map.of());
        sendFor(Duration.ofSeconds(5));
        leave(0);
        sendFor(Duration.ofSeconds(3));
        leave(1);
        long stoppedAt = reading().lastTick();
        // Nobody reads for a while: what piles up must not be overtaken by the first letters of the next start.
        send(2_000);
        run("c", Map.of());
        sendFor(Duration.ofSeconds(2));

        var ledger = awaitAll();
        assertThat(ledger.lastTick()).isGreaterThan(stoppedAt);
        assertThat(ledger.breaches()).isEmpty();
        assertThat(ledger.partitionsPerCustomer().values()).containsOnly(1L);
        for (int partition = 0; partition < LEDGER_PARTITIONS; partition++) {
            var ticks = ledger.ticks(partition);
            assertThat(ticks).isEqualTo(ledger.ticks(0)).hasSizeGreaterThan(20);
            assertThat(ticks).isSorted().doesNotHaveDuplicates();
        }
        assertThat(figures.counts).doesNotContainKey("rejected UNREADABLE");
    }

    @Test
    void a_partition_whose_records_cannot_be_read_yet_does_not_stop_the_clock() {
        run("a", Map.of());
        send(50);
        awaitAll();
        try (var transactional = producer(Map.of("transactional.id", "stalled", "transaction.timeout.ms", "120000"))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            var unused = transactional.send(new ProducerRecord<>(Topics.ORDERS, 1, null, order("stalled")));
            transactional.flush();
            long stalledSince = System.currentTimeMillis();
            Awaitility.await().atMost(PATIENCE).until(() -> reading().lastTick() > stalledSince + 2_000);
            assertThat(reading().events()).noneMatch(e -> e.customer().equals("stalled"));

            transactional.commitTransaction();
        }
        sent++;
        var ledger = awaitAll();
        // Its stamp is older than ticks above it: the one late event, and nobody else's.
        assertThat(ledger.breaches()).extracting(LedgerReading.Entry::customer).containsExactly("stalled");
    }

    @Test
    void a_backlog_is_read_before_the_first_tick_that_covers_it() {
        send(10_000);
        run("patient", IN_SIPS);
        assertThat(awaitAll().breaches()).isEmpty();
    }

    @Test
    void without_waiting_for_known_lag_the_promise_would_break() {
        // That the backlog above is not overtaken is no luck: the same flow, told not to wait, does overtake it.
        // Now and then it is lucky, so it gets several backlogs to fall over.
        var hasty = new HashMap<>(IN_SIPS);
        hasty.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "-1");
        boolean broken = false;
        for (int backlog = 0; backlog < 8 && !broken; backlog++) {
            send(10_000);
            run("hasty-" + backlog, hasty);
            broken = !awaitAll().breaches().isEmpty();
            leave(backlog);
        }
        assertThat(broken).isTrue();
    }

    private void run(String name, Map<String, String> more) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "third-law");
        config.put(StreamsConfig.CLIENT_ID_CONFIG, "third-law-" + name);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        config.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve(name).toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        config.putAll(more);
        var patient = new PatientWire(wire, figures::registryWaiting);
        var topology = IntakeAndClock.topology(patient, figures, TASKS, TICK, Topics.LARGEST_FOREIGN_RECORD);
        var streams = new KafkaStreams(topology, config);
        instances.add(streams);
        streams.start();
    }

    private void leave(int instance) {
        instances
                .get(instance)
                .close(CloseOptions.timeout(Duration.ofSeconds(30))
                        .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    private void sendFor(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < end) {
            send(5);
            producer.flush();
        }
    }

    /** Keyless, to any partition but one: the last of the orders stays idle all along. */
    private void send(int events) {
        for (int i = 0; i < events; i++) {
            String customer = "customer-" + random.nextInt(50);
            var record = random.nextBoolean()
                    ? new ProducerRecord<byte[], byte[]>(Topics.ORDERS, random.nextInt(2), null, order(customer))
                    : new ProducerRecord<byte[], byte[]>(Topics.VISITS, random.nextInt(2), null, visit(customer));
            var unused = producer.send(
                    record, (metadata, failure) -> assertThat(failure).isNull());
            sent++;
        }
    }

    private LedgerReading awaitAll() {
        producer.flush();
        long now = System.currentTimeMillis();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            var ledger = reading();
            assertThat(ledger.events()).hasSize(sent);
            assertThat(ledger.lastTick()).isGreaterThan(now);
        });
        return reading();
    }

    private LedgerReading reading() {
        return LedgerReading.of(broker.bootstrapServers(), wire);
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        var config = new HashMap<String, Object>(more);
        config.put("bootstrap.servers", broker.bootstrapServers());
        config.put("delivery.timeout.ms", 60_000);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private byte[] order(String customer) {
        return encoded(new OrderCompleted(
                UUID.randomUUID().toString(),
                customer,
                "order-" + sent,
                Instant.now(),
                BigDecimal.ONE.setScale(4),
                "USD",
                List.of()));
    }

    private byte[] visit(String customer) {
        return encoded(new PageViewed(UUID.randomUUID().toString(), customer, Instant.now(), null, null));
    }

    private byte[] encoded(SpecificRecord event) {
        return wire.encode("any", event);
    }

    private static Map<TopicPartition, OffsetSpec> partitionsOf(List<NewTopic> topics) {
        var all = new HashMap<TopicPartition, OffsetSpec>();
        topics.forEach(topic -> IntStream.range(0, topic.numPartitions())
                .forEach(p -> all.put(new TopicPartition(topic.name(), p), OffsetSpec.latest())));
        return all;
    }

    private static NewTopic unequal(Topic topic) {
        int partitions = INPUT_PARTITIONS.getOrDefault(topic.name(), topic.partitions());
        return new NewTopic(topic.name(), partitions, (short) 1).configs(topic.settings());
    }
}
