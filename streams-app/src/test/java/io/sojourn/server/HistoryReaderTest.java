package io.sojourn.server;

import static io.sojourn.server.Served.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.decisions.TagState;
import io.sojourn.decisions.WarningState;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class HistoryReaderTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://history-reader"));
    private EmbeddedBroker broker;

    @BeforeAll
    void decide(@TempDir Path dir) throws Exception {
        broker = EmbeddedBroker.start(dir);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            // Different counts: each topic's own count says where a customer is.
                            new NewTopic(Topics.STAGE_TRANSITIONS, 5, (short) 1),
                            new NewTopic(Topics.CHURN_WARNINGS, 3, (short) 1),
                            new NewTopic(Topics.TAG_CHANGES, 2, (short) 1),
                            new NewTopic(Topics.CARE_MOMENTS, 4, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        try (var producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int other = 0; other < 200; other++) {
                send(producer, "other-" + other, Decided.moved("other-" + other, 1, "prospect", "new", other));
            }
            send(producer, "17850", Decided.moved("17850", 1, "prospect", "new", 0));
            send(producer, "17850", Decided.moved("17850", 2, "new", "dormant", 90));
            send(producer, "17850", Decided.warned("17850", 1, WarningState.RAISED, 90));
            send(producer, "17850", Decided.warned("17850", 2, WarningState.CLEARED, 100));
            send(producer, "17850", Decided.due("17850", 1, 90));
            send(producer, "17850", Decided.tagged("17850", 1, TagState.ADDED, 90));
            send(producer, "17850", Decided.tagged("17850", 2, TagState.REMOVED, 95));
            // What at-least-once does after a crash.
            send(producer, "17850", Decided.moved("17850", 2, "new", "dormant", 90));
            send(producer, "17850", Decided.moved("17850", 3, "dormant", "active", 120));
            send(producer, "17850", Topics.STAGE_TRANSITIONS, utf8("not of ours"));
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, "17850", Decided.moved("17850", 4, "active", "never happened", 130));
            // Else the abort would drop it before it ever reached the broker.
            producer.flush();
            producer.abortTransaction();
        }
    }

    @AfterAll
    void stop() {
        broker.close();
        wire.close();
    }

    @Test
    void a_history_holds_each_committed_decision_once_in_order_with_its_reason() {
        try (var served = new Served(reader(LONG_ENOUGH))) {
            var response = served.get("/customers/17850/history");
            var history = json(response);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(history.path("entries").valueStream().map(HistoryReaderTest::told))
                    .containsExactly(
                            "prospect→new",
                            "new→dormant",
                            "ADDED",
                            "RAISED",
                            "due",
                            "REMOVED",
                            "CLEARED",
                            "dormant→active");
            assertThat(history.at("/entries/1/because/condition").textValue()).isEqualTo("silence('order') >= 90d");
            assertThat(history.at("/entries/1/previousStageLasted").textValue()).isEqualTo("PT2160H");
            assertThat(history.path("truncated").booleanValue()).isFalse();
            assertThat(history.path("unreadable").intValue()).isEqualTo(1);
            assertThat(history.at("/read/records")).isEqualTo(history.at("/read/of"));
        }
    }

    @Test
    void every_customer_is_found_where_the_producer_put_it() {
        try (var reader = reader(LONG_ENOUGH)) {
            for (int other = 0; other < 200; other += 9) {
                assertThat(reader.of("other-" + other).transitions()).hasSize(1);
            }
        }
    }

    @Test
    void no_history_of_nobody_but_an_empty_one_of_somebody() {
        try (var served = new Served(reader(LONG_ENOUGH))) {
            served.instance.customers.put("quiet", Decided.standing("quiet"));

            assertThat(served.get("/customers/nobody/history").statusCode()).isEqualTo(404);
            assertThat(json(served.get("/customers/quiet/history")).path("entries"))
                    .isEmpty();
        }
    }

    @Test
    void a_reading_whose_time_is_over_says_so() {
        var clock = new AtomicLong();
        var slow = new HistoryReader(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.poll.records", 1),
                (topic, bytes) -> {
                    clock.addAndGet(LONG_ENOUGH.toNanos());
                    return wire.decode(topic, bytes);
                },
                LONG_ENOUGH,
                1,
                clock::get);
        try (var served = new Served(slow)) {
            var history = json(served.get("/customers/17850/history"));

            assertThat(history.path("truncated").booleanValue()).isTrue();
            assertThat(history.path("hint").textValue()).contains("latest decisions may be missing");
            assertThat(history.path("entries")).hasSize(1);
            assertThat(history.at("/read/records").longValue())
                    .isLessThan(history.at("/read/of").longValue());
        }
    }

    private static String told(JsonNode entry) {
        return switch (entry.path("kind").textValue()) {
            case "stage" ->
                entry.path("from").textValue() + "→" + entry.path("to").textValue();
            case "care" -> "due";
            default -> entry.path("state").textValue();
        };
    }

    private HistoryReader reader(Duration limit) {
        return new HistoryReader(Map.of("bootstrap.servers", broker.bootstrapServers()), wire::decode, limit, 2);
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "decisions"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void send(Producer<byte[], byte[]> producer, String customer, SpecificRecord decision) {
        var topic = Topics.DECISIONS.stream()
                .filter(each ->
                        Topics.named(each, Topics.catalogue(1, 1)).types().contains(decision.getClass()))
                .findFirst()
                .orElseThrow();
        send(producer, customer, topic, wire.encode(topic, decision));
    }

    private static void send(Producer<byte[], byte[]> producer, String customer, String topic, byte[] value) {
        // Whether it went well the commit says.
        var unused = producer.send(new ProducerRecord<>(topic, utf8(customer), value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
