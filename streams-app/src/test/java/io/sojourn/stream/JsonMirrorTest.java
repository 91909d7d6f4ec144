package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.intake.PatientWire;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.policy.Sign;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Title;
import io.sojourn.schemas.RecordJson;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions that were really taken, beside what their mirrors hold. */
class JsonMirrorTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path ASYNC_API = Path.of("..", "docs", "asyncapi.json");

    @TempDir
    Path stateDir;

    private final WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://json-mirror"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        Settings settings = Settings.defaults().with("mirror.json", String.join(",", Topics.DECISIONS));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "json-mirror-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "never-contacted:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        PatientWire patient = new PatientWire(wire, waits -> {});
        Figures figures = new Figures(meters);
        Topology topology = new SojournTopology(new Topology(), settings)
                .lifecycle(Policies.only(policy()), patient, figures, new LedgerPartitions())
                .mirror(patient, figures)
                .topology();
        driver = new TopologyTestDriver(topology, properties, START);
    }

    @AfterEach
    void stop() {
        driver.close();
        wire.close();
    }

    @Test
    void each_decision_stands_in_its_mirror_under_the_same_key_and_time() throws Exception {
        TestInputTopic<byte[], byte[]> ledger = input(Topics.LEDGER);
        for (String customer : List.of("ann", "艾达")) {
            byte[] order = wire.encode(Topics.LEDGER, House.order(customer, "o-" + customer, START, "412.5"));
            ledger.pipeInput(new TestRecord<>(customer.getBytes(UTF_8), order, START));
        }
        Instant later = START.plus(Duration.ofDays(200));
        byte[] tick = wire.encode(Topics.LEDGER, new Tick(later, Mode.LIVE));
        ledger.pipeInput(new TestRecord<>(null, tick, null, later));

        for (String topic : Topics.DECISIONS) {
            List<TestRecord<byte[], byte[]>> decisions = all(topic);
            List<TestRecord<byte[], byte[]>> mirrored = all(Topics.inJson(topic));
            assertThat(decisions).as(topic).hasSizeGreaterThanOrEqualTo(2);
            assertThat(mirrored).as(topic).hasSameSizeAs(decisions);
            Schema form = formOf(Topics.inJson(topic));
            for (int i = 0; i < decisions.size(); i++) {
                String json = new String(mirrored.get(i).value(), UTF_8);
                var decision = wire.decode(topic, decisions.get(i).value());
                assertThat(json).isEqualTo(RecordJson.of(decision).toString());
                assertThat(mirrored.get(i).key()).isEqualTo(decisions.get(i).key());
                assertThat(mirrored.get(i).timestamp())
                        .isEqualTo(decisions.get(i).timestamp());
                assertThat(form.validate(json, InputFormat.JSON)).as(json).isEmpty();
            }
        }
    }

    @Test
    void headers_are_kept_and_what_is_no_decision_is_left_out_and_counted() {
        TestInputTopic<byte[], byte[]> transitions = input(Topics.STAGE_TRANSITIONS);
        byte[] key = "ann".getBytes(UTF_8);
        transitions.pipeInput(new TestRecord<>(key, "not ours".getBytes(UTF_8), START));
        transitions.pipeInput(new TestRecord<>(key, null, START));
        byte[] readable = wire.encode(Topics.STAGE_TRANSITIONS, new Tick(START, Mode.LIVE));
        transitions.pipeInput(new TestRecord<>(key, readable, new RecordHeaders().add("trace", new byte[] {1}), START));

        assertThat(all(Topics.inJson(Topics.STAGE_TRANSITIONS))).singleElement().satisfies(mirrored -> {
            assertThat(mirrored.headers().lastHeader("trace").value()).containsExactly(1);
            assertThat(new String(mirrored.value(), UTF_8))
                    .isEqualTo("{\"at\":\"2026-01-01T00:00:00Z\",\"mode\":\"LIVE\"}");
        });
        assertThat(meters.get("sojourn.mirror.left.out")
                        .tags("topic", Topics.STAGE_TRANSITIONS)
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private List<TestRecord<byte[], byte[]>> all(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What {@code docs/asyncapi.json} says of the values on a topic. */
    private static Schema formOf(String topic) throws IOException {
        JsonNode document = new ObjectMapper().readTree(ASYNC_API.toFile());
        String message = document.at("/channels/" + topic + "/messages")
                .elements()
                .next()
                .path("$ref")
                .asText()
                .substring(1);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(document.at(message + "/payload/schema").toString());
    }

    /** The reference ladder, with something to say on every topic there is. */
    private static Policy policy() {
        Policy reference = ReferencePolicy.overDays(365);
        Title title = new Title("Mark", "标");
        List<Mark> marks = new ArrayList<>(reference.marks());
        marks.add(new Tag("ordered", title, Condition.atLeast(new Measure.Orders(Measure.EVER), 1)));
        Duration day = Duration.ofDays(1);
        marks.add(new CareMoment(
                "call",
                title,
                Condition.atLeast(
                        new Measure.Silence(Sign.ORDER), day.multipliedBy(60).toMillis()),
                day.multipliedBy(7).toMillis()));
        return new Policy("everything", 1, reference.ladders(), marks, reference.windowMillis());
    }
}
