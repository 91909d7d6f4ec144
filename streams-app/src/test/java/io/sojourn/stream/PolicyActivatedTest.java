package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.authoring.ReadOnce;
import io.sojourn.decisions.Cause;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.WarningState;
import io.sojourn.events.OrderCompleted;
import io.sojourn.intake.PatientWire;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.NumbersActivated;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.ledger.Tick;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another policy takes over in the middle of a ledger. */
class PolicyActivatedTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The reference ladder with dormant after 30 days, churned after 60; no warning. */
    private static final String SOONER = PolicyFile.text("reference")
            .replace("version: 1", "version: 2")
            .replace("days(180)", "days(60)")
            .replace("days(90)", "days(30)")
            .replaceAll("(?s)warnings:.*", "");

    private static final String VALUE = """
            policy: value
            version: 1
            ladders:
              - id: value
                title: {en: Value, zh: 价值}
                initial: low
                stages:
                  - {id: high, title: {en: High, zh: 高价值}, when: orders() >= 2}
                  - {id: low, title: {en: Low, zh: 低价值}, when: "true"}
            """;

    @TempDir
    Path stateDir;

    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://policy-activated", "auto.register.schemas", "true"));
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> ledger;

    @BeforeEach
    void start() {
        Topology topology = new SojournTopology(
                        new Topology(), Settings.defaults().with("cache.customers", "2"))
                .lifecycle(
                        new Policies(ReferencePolicy.overDays(365), new ReadOnce()),
                        new PatientWire(wire, waits -> {}),
                        new Figures(new SimpleMeterRegistry()),
                        new LedgerPartitions())
                .topology();
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "policy-activated-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "never-contacted:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(topology, settings, START);
        ledger = driver.createInputTopic(Topics.LEDGER, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void those_move_whose_decision_differs_and_nobody_else() {
        order("ann", 0);
        order("bob", 35);
        tick(40);
        transitions();

        activate("a1", 40, SOONER);
        letTimePass();

        List<StageTransition> moves = transitions();
        assertThat(moves)
                .extracting(StageTransition::getCustomerId, StageTransition::getFrom, StageTransition::getTo)
                .containsExactly(tuple("ann", "NEW", "DORMANT"));
        StageTransition move = moves.get(0);
        assertThat(move.getCause()).isEqualTo(Cause.POLICY);
        assertThat(move.getEffectiveAt()).isEqualTo(day(40));
        assertThat(move.getDetectedAt()).isEqualTo(day(40));
        assertThat(move.getPolicyVersion()).isEqualTo(2);
        assertThat(move.getOrdinal()).isEqualTo(2);
        assertThat(move.getBecause().getCondition()).isEqualTo("silence('order') >= 30d");
    }

    @Test
    void from_then_on_the_new_policy_decides_at_its_own_instants() {
        order("bob", 0);
        tick(1);
        activate("a1", 1, SOONER);
        letTimePass();
        transitions();

        tick(100);
        assertThat(transitions())
                .extracting(StageTransition::getTo, StageTransition::getEffectiveAt, StageTransition::getPolicyVersion)
                .containsExactly(tuple("DORMANT", day(30), 2), tuple("CHURNED", day(60), 2));
    }

    @Test
    void who_is_heard_of_before_their_turn_is_decided_about_by_it_first() {
        order("ann", 0);
        tick(40);
        transitions();

        activate("a1", 40, SOONER);
        order("ann", 41);
        assertThat(transitions())
                .extracting(StageTransition::getTo, StageTransition::getCause, StageTransition::getEffectiveAt)
                .containsExactly(tuple("DORMANT", Cause.POLICY, day(40)), tuple("REACTIVATED", Cause.EVENT, day(41)));
        letTimePass();
        assertThat(transitions()).isEmpty();
    }

    @Test
    void a_silence_that_a_tick_above_it_found_is_still_the_old_policys() {
        order("ann", 0);
        tick(95);
        activate("a1", 95, SOONER);
        letTimePass();
        assertThat(transitions())
                .extracting(StageTransition::getTo, StageTransition::getCause, StageTransition::getEffectiveAt)
                .containsExactly(
                        tuple("NEW", Cause.EVENT, day(0)),
                        tuple("DORMANT", Cause.SILENCE, day(90)),
                        tuple("CHURNED", Cause.POLICY, day(95)));
    }

    @Test
    void other_cut_points_move_those_whose_score_differs_and_say_so() {
        order("ann", 0);
        order("ann", 1);
        order("bob", 0);
        tick(2);
        activate("a1", 2, scored("2025", 2));
        letTimePass();
        assertThat(transitions())
                .filteredOn(each -> each.getLadder().equals("often"))
                .isEmpty();

        send(null, new NumbersActivated("a2", day(2), cutPoints("2026", 1)), 2);
        letTimePass();
        assertThat(transitions())
                .extracting(
                        StageTransition::getCustomerId,
                        StageTransition::getTo,
                        StageTransition::getCause,
                        StageTransition::getCutPoints,
                        StageTransition::getEffectiveAt)
                .containsExactly(tuple("ann", "often", Cause.CUTPOINTS, "2026", day(2)));

        send(null, new NumbersActivated("a2", day(2), cutPoints("2026", 1)), 2);
        letTimePass();
        order("bob", 3);
        assertThat(transitions())
                .extracting(StageTransition::getCustomerId, StageTransition::getCause, StageTransition::getCutPoints)
                .containsExactly(tuple("bob", Cause.EVENT, "2026"));
    }

    @Test
    void numbers_that_the_policy_has_no_place_for_leave_all_as_it_is() {
        order("ann", 0);
        tick(1);
        transitions();
        send(null, new NumbersActivated("a1", day(1), cutPoints("2026", 1)), 1);
        letTimePass();
        order("ann", 2);
        assertThat(transitions())
                .extracting(StageTransition::getTo, StageTransition::getCutPoints)
                .containsExactly(tuple("ACTIVE", null));
    }

    @Test
    void other_model_parameters_are_another_policy() {
        order("ann", 0);
        tick(40);
        activate("a1", 40, estimated("9.5"));
        letTimePass();
        assertThat(transitions())
                .filteredOn(each -> each.getCause() == Cause.POLICY)
                .isEmpty();
        send(null, new NumbersActivated("a2", day(40), model("0.2")), 40);
        letTimePass();
        assertThat(transitions())
                .extracting(StageTransition::getCustomerId, StageTransition::getTo, StageTransition::getCause)
                .containsExactly(tuple("ann", "gone", Cause.POLICY));
    }

    private static String scored(String version, int limit) {
        return """
                policy: scored
                version: 1
                %sladders:
                  - id: often
                    title: {en: How often, zh: 频次}
                    initial: seldom
                    stages:
                      - {id: often, title: {en: Often, zh: 频繁}, when: rfm.f >= 2}
                      - {id: seldom, title: {en: Seldom, zh: 偶尔}, when: "true"}
                """.formatted(cutPoints(version, limit));
    }

    private static String cutPoints(String version, int limit) {
        return "cutpoints: {version: \"" + version + "\", window: days(365), silence: [days(60)], orders: [" + limit
                + "], spend: [100]}\n";
    }

    private static String estimated(String b) {
        return """
                policy: estimated
                version: 1
                %sladders:
                  - id: alive
                    title: {en: Alive, zh: 存活}
                    initial: there
                    stages:
                      - {id: gone, title: {en: Gone, zh: 已流失}, when: p_alive() < 0.5}
                      - {id: there, title: {en: There, zh: 存活}, when: "true"}
                """.formatted(model(b));
    }

    private static String model(String b) {
        return "model: {version: v" + b + ", unit: days(7), kind: mbg-nbd,"
                + " parameters: {r: 0.5248, alpha: 6.1831, a: 0.8914, b: " + b + "}}\n";
    }

    @Test
    void a_warning_that_ends_is_cleared() {
        order("ann", 0);
        tick(95);
        warnings();
        activate("a1", 95, SOONER);
        letTimePass();
        assertThat(warnings())
                .extracting(ChurnWarning::getState, ChurnWarning::getCause)
                .containsExactly(tuple(WarningState.CLEARED, Cause.POLICY));
    }

    @Test
    void a_ladder_that_begins_places_everybody() {
        order("ann", 0);
        order("ann", 1);
        order("bob", 0);
        tick(2);
        transitions();
        activate("a1", 2, VALUE);
        letTimePass();
        assertThat(transitions())
                .extracting(StageTransition::getCustomerId, StageTransition::getLadder, StageTransition::getTo)
                .containsExactly(tuple("ann", "value", "high"));
    }

    @Test
    void what_has_ended_does_not_come_back_under_its_id() {
        order("ann", 0);
        tick(2);
        activate("a1", 2, VALUE);
        letTimePass();
        transitions();
        activate("a2", 2, SOONER);
        letTimePass();
        tick(100);
        assertThat(transitions()).isEmpty();
    }

    @Test
    void asked_for_twice_under_one_id_it_changes_nothing() {
        order("ann", 0);
        tick(40);
        activate("a1", 40, SOONER);
        letTimePass();
        transitions();
        activate("a1", 40, SOONER);
        letTimePass();
        assertThat(transitions()).isEmpty();
    }

    @Test
    void a_tick_does_not_write_the_policies_again() {
        activate("a1", 0, SOONER);
        tick(1);
        changelog();
        tick(2);
        assertThat(changelog())
                .isNotEmpty()
                .allSatisfy(written -> assertThat(written.length).isLessThan(100));
    }

    @Test
    void a_crowd_is_asked_in_steps_and_each_once() {
        for (int i = 0; i < 2_500; i++) {
            order("c" + i, 0);
        }
        tick(40);
        transitions();
        activate("a1", 40, SOONER);
        List<StageTransition> moves = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            order("d" + step, 40);
            driver.advanceWallClockTime(Duration.ofMillis(20));
            moves.addAll(transitions());
        }
        letTimePass();
        moves.addAll(transitions());
        assertThat(moves.stream().filter(each -> each.getCause() == Cause.POLICY))
                .extracting(StageTransition::getCustomerId)
                .doesNotHaveDuplicates()
                .hasSize(2_500);
    }

    private List<byte[]> changelog() {
        return driver.createOutputTopic(
                        "policy-activated-test-customers-changelog",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .readValuesToList();
    }

    private void letTimePass() {
        for (int i = 0; i < 100; i++) {
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private void order(String customer, int day) {
        OrderCompleted order = OrderCompleted.newBuilder()
                .setEventId(customer + day)
                .setCustomerId(customer)
                .setOrderId(customer + day)
                .setOccurredAt(day(day))
                .setTotal(new BigDecimal("10.0000"))
                .setCurrency("GBP")
                .build();
        send(customer.getBytes(UTF_8), order, day);
    }

    private void tick(int day) {
        send(null, new Tick(day(day), Mode.LIVE), day);
        letTimePass();
    }

    private void activate(String eventId, int day, String policy) {
        send(null, new PolicyActivated(eventId, day(day), policy, 365), day);
    }

    private void send(byte @Nullable [] key, SpecificRecord record, int day) {
        ledger.pipeInput(new TestRecord<>(key, wire.encode(Topics.LEDGER, record), null, day(day)));
    }

    private List<StageTransition> transitions() {
        return read(Topics.STAGE_TRANSITIONS).stream()
                .map(StageTransition.class::cast)
                .toList();
    }

    private List<ChurnWarning> warnings() {
        return read(Topics.CHURN_WARNINGS).stream()
                .map(ChurnWarning.class::cast)
                .toList();
    }

    private List<SpecificRecord> read(String topic) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .stream()
                .map(each -> wire.decode(topic, each))
                .toList();
    }
}
