package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.Cause;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Level;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.decisions.TagStanding;
import io.sojourn.decisions.TagState;
import io.sojourn.decisions.WarningStanding;
import io.sojourn.decisions.WarningState;
import io.sojourn.events.CustomerErased;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.PageViewed;
import io.sojourn.intake.PatientWire;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.AtStake;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.policy.Sign;
import io.sojourn.policy.Spend;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Title;
import io.sojourn.policy.Warning;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wiring around the decision: keys, times, modes, and what is published when. */
class LifecycleProcessorTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String APPLICATION = "lifecycle-processor-test";

    private static final Policy REFERENCE = ReferencePolicy.overDays(365);
    private static final Policy MARKS = marks();

    @TempDir
    Path stateDir;

    private final WireFormat wire = new WireFormat(
            Map.of("schema.registry.url", "mock://lifecycle-processor", "auto.register.schemas", "true"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LedgerPartitions partitions = new LedgerPartitions();
    private final Map<String, CustomerState> states = new HashMap<>();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> ledger;

    @BeforeEach
    void start() {
        start(2, REFERENCE);
    }

    private void start(int inMemory) {
        start(inMemory, REFERENCE);
    }

    private void start(int inMemory, Policy policy) {
        Settings settings = Settings.defaults().with("commit.interval", "100ms").with("cache.customers", "" + inMemory);
        Topology topology = new SojournTopology(new Topology(), settings)
                .lifecycle(Policies.only(policy), new PatientWire(wire, waits -> {}), new Figures(meters), partitions)
                .topology();
        driver = new TopologyTestDriver(topology, settings(), START);
        ledger = driver.createInputTopic(Topics.LEDGER, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Policy marks() {
        Title title = new Title("Mark", "标");
        Tag welcome = new Tag(
                "welcome",
                title,
                null,
                null,
                null,
                "care",
                Duration.ofDays(30).toMillis(),
                Condition.atLeast(new Measure.Orders(Measure.EVER), 1));
        Warning quiet = new Warning(
                "quiet",
                title,
                Warning.Level.NOTICE,
                silentFor(80),
                List.of(new Warning.Escalation(Warning.Level.CRITICAL, silentFor(90))),
                1,
                new AtStake(null, new Spend(Measure.EVER)));
        Mark call = new io.sojourn.policy.CareMoment(
                "call", title, silentFor(60), Duration.ofDays(7).toMillis());
        return new Policy(
                "marks",
                1,
                List.of(),
                List.of(welcome, quiet, call),
                Duration.ofDays(365).toMillis());
    }

    private static Condition silentFor(int days) {
        return Condition.atLeast(
                new Measure.Silence(Sign.ORDER), Duration.ofDays(days).toMillis());
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "never-contacted:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        return settings;
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void an_order_makes_a_prospect_new_and_says_why() {
        order("ann", "o1", day(0), START.plusSeconds(7));

        StageTransition transition = transitions().get(0);
        assertThat(transition.getFrom()).isEqualTo("PROSPECT");
        assertThat(transition.getTo()).isEqualTo("NEW");
        assertThat(transition.getId()).isEqualTo("ann/reference/1");
        assertThat(transition.getEffectiveAt()).isEqualTo(day(0));
        assertThat(transition.getDetectedAt()).isEqualTo(START.plusSeconds(7));
        assertThat(transition.getMode()).isEqualTo(Mode.LIVE);
        assertThat(transition.getCause()).isEqualTo(Cause.EVENT);
        assertThat(transition.getBecause().getCondition()).isEqualTo("on order");
        assertThat(transition.getBecause().getEventIds()).containsExactly("event-o1");
        assertThat(transition.getRfm().getGross()).isEqualByComparingTo("10");
    }

    @Test
    void silence_is_dated_at_its_own_instant_whenever_the_tick_comes() {
        order("ann", "o1", day(0), day(0));
        tick(day(400), Mode.LIVE);

        List<StageTransition> transitions = transitions();
        assertThat(transitions).extracting(StageTransition::getTo).containsExactly("NEW", "DORMANT", "CHURNED");
        assertThat(transitions).extracting(StageTransition::getEffectiveAt).containsExactly(day(0), day(90), day(180));
        assertThat(transitions.get(2).getDetectedAt()).isEqualTo(day(400));
        assertThat(transitions.get(2).getCause()).isEqualTo(Cause.SILENCE);
        assertThat(transitions.get(2).getBecause().getMeasures().get(0).getValue())
                .isEqualTo("180d");
        assertThat(warnings()).extracting(ChurnWarning::getState).containsExactly(WarningState.RAISED);
        assertThat(latestState("ann").getRfm().getFrequency()).isZero();
        assertThat(latestState("ann").getAsOf()).isEqualTo(day(365));
    }

    @Test
    void an_activity_hears_the_silences_before_it_first() {
        order("ann", "o1", day(0), day(0));
        order("ann", "o2", day(100), day(100));

        assertThat(transitions()).extracting(StageTransition::getTo).containsExactly("NEW", "DORMANT", "REACTIVATED");
        assertThat(warnings())
                .extracting(ChurnWarning::getState)
                .containsExactly(WarningState.RAISED, WarningState.CLEARED);
    }

    @Test
    void tags_care_moments_and_louder_warnings_reach_their_topics_and_the_state() {
        driver.close();
        start(2, MARKS);
        order("ann", "o1", day(0), START.plusSeconds(7));

        TagChange added = (TagChange) only(Topics.TAG_CHANGES);
        assertThat(added.getId()).isEqualTo("ann/welcome/1");
        assertThat(added.getState()).isEqualTo(TagState.ADDED);
        assertThat(added.getGroup()).isEqualTo("care");
        assertThat(added.getExpiresAt()).isEqualTo(day(30));
        assertThat(added.getDetectedAt()).isEqualTo(START.plusSeconds(7));
        assertThat(added.getPolicy()).isEqualTo("marks");
        assertThat(latestState("ann").getTags()).containsExactly(new TagStanding("welcome", day(0), 1, day(30)));

        tick(day(100), Mode.LIVE);
        TagChange removed = (TagChange) only(Topics.TAG_CHANGES);
        assertThat(removed.getState()).isEqualTo(TagState.REMOVED);
        assertThat(removed.getEffectiveAt()).isEqualTo(day(30));
        assertThat(removed.getCause()).isEqualTo(Cause.SILENCE);
        assertThat(removed.getExpiresAt()).isNull();
        CareMoment due = (CareMoment) only(Topics.CARE_MOMENTS);
        assertThat(due.getId()).isEqualTo("ann/call/1");
        assertThat(due.getEffectiveAt()).isEqualTo(day(60));
        assertThat(due.getActionableUntil()).isEqualTo(day(67));
        List<ChurnWarning> warnings = warnings();
        assertThat(warnings).extracting(ChurnWarning::getLevel).containsExactly(Level.NOTICE, Level.CRITICAL);
        assertThat(warnings).extracting(ChurnWarning::getPreviousLevel).containsExactly(null, Level.NOTICE);
        assertThat(warnings).extracting(ChurnWarning::getState).containsOnly(WarningState.RAISED);
        assertThat(warnings.get(1).getAtStake()).isEqualByComparingTo("10");
        assertThat(latestState("ann").getTags()).isEmpty();
        assertThat(latestState("ann").getWarnings())
                .containsExactly(new WarningStanding("quiet", day(90), 2, Level.CRITICAL));
        assertThat(meters.get("sojourn.tags")
                        .tags("tag", "welcome", "state", "REMOVED")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("sojourn.care.moments")
                        .tags("moment", "call")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private SpecificRecord only(String topic) {
        List<KeyValue<String, SpecificRecord>> all = read(topic);
        assertThat(all).hasSize(1);
        assertThat(all.get(0).key).isEqualTo("ann");
        return all.get(0).value;
    }

    @Test
    void nobody_elses_event_moves_a_customers_time() {
        order("ann", "o1", day(0), day(0));
        order("eve", "o2", Instant.parse("2099-01-01T00:00:00Z"), day(1));

        assertThat(transitions()).extracting(StageTransition::getTo).containsExactly("NEW", "NEW");
    }

    @Test
    void a_tick_that_is_not_later_is_left_out() {
        order("ann", "o1", day(0), day(0));
        tick(day(80), Mode.LIVE);
        tick(day(80), Mode.LIVE);
        tick(day(10), Mode.BACKFILL);
        order("bob", "o2", day(-300), day(81));

        assertThat(transitions())
                .filteredOn(each -> each.getCustomerId().equals("bob"))
                .extracting(StageTransition::getTo)
                .containsExactly("NEW");
        tick(day(81), Mode.LIVE);
        assertThat(transitions())
                .filteredOn(each -> each.getCustomerId().equals("bob"))
                .extracting(StageTransition::getTo)
                .containsExactly("DORMANT", "CHURNED");
    }

    @Test
    void what_came_with_an_import_is_marked_backfill() {
        send("ann", orderCompleted("ann", "o1", day(0)), day(0), Mode.BACKFILL);
        tick(day(91), Mode.BACKFILL);

        assertThat(transitions()).extracting(StageTransition::getMode).containsOnly(Mode.BACKFILL);
    }

    @Test
    void a_state_is_published_once_for_what_changed_between_commits_and_the_population_follows() {
        order("ann", "o1", day(0), day(0));
        visit("bob", day(1));
        tick(day(95), Mode.LIVE);

        assertThat(latestState("ann").getStages().get(0).getStage()).isEqualTo("DORMANT");
        assertThat(latestState("bob").getVisits()).isEqualTo(1);
        assertThat(partitions.population()).isEqualTo(Map.of("reference", population()));
        assertThat(partitions.customers(0).orElseThrow().lookUp(new CustomerId("ann")))
                .isPresent();
    }

    @Test
    void who_is_erased_is_nowhere_even_after_a_restart_and_their_state_is_deleted() {
        order("ann", "o1", day(0), day(0));
        for (int i = 0; i < 6; i++) {
            order("c" + i, "c" + i, day(0), day(0));
        }
        tick(day(1), Mode.LIVE);
        assertThat(latestState("ann").getOrders()).isEqualTo(1);
        send("ann", new CustomerErased("gone", "ann", day(2), "ticket 4711"), day(2), Mode.LIVE);
        tick(day(95), Mode.LIVE);

        assertThat(read(Topics.CUSTOMER_STATE))
                .filteredOn(each -> each.key.equals("ann"))
                .extracting(each -> each.value)
                .containsExactly((SpecificRecord) null);
        assertThat(transitionsOf("ann")).containsExactly("NEW", "PROSPECT");
        assertThat(partitions.population()).isEqualTo(Map.of("reference", Map.of("DORMANT", 6L, "NEW", 0L)));

        restart();
        assertThat(partitions.population()).isEqualTo(Map.of("reference", Map.of("DORMANT", 6L)));
        order("ann", "o1", day(2), day(96));
        order("ann", "o3", day(97), day(97));
        assertThat(latestState("ann").getOrders()).isEqualTo(1);
        assertThat(transitions()).extracting(StageTransition::getOrdinal).containsExactly(3);
        assertThat(partitions.population()).isEqualTo(Map.of("reference", Map.of("DORMANT", 6L, "NEW", 1L)));
    }

    @Test
    void of_who_is_erased_no_block_of_a_long_history_is_left() {
        for (int i = 0; i < 2_000; i++) {
            order("ann", "o" + i, day(0).plusSeconds(i), day(0).plusSeconds(i));
        }
        tick(day(1), Mode.LIVE);
        KeyValueStore<Bytes, byte[]> store = ((Customers) driver.getStateStore(Customers.STORE)).wrapped();
        assertThat(contents(store).keySet()).anyMatch(key -> BlockKey.is(key.get()));

        send("ann", new CustomerErased("gone", "ann", day(2), null), day(2), Mode.LIVE);
        tick(day(3), Mode.LIVE);
        assertThat(contents(store).keySet()).noneMatch(key -> BlockKey.is(key.get()));
    }

    private static Map<String, Long> population() {
        return Map.of("DORMANT", 1L, "NEW", 0L, "PROSPECT", 1L);
    }

    @Test
    void more_due_at_once_than_a_step_takes_are_all_heard_in_order_of_their_instants() {
        int many = 2_500;
        for (int i = 0; i < many; i++) {
            order("c" + i, "o" + i, day(0).plusMillis(many - i), day(0).plusSeconds(i));
        }
        transitions();
        tick(day(91), Mode.LIVE);
        letTimePass();

        List<StageTransition> dormant = transitions();
        assertThat(dormant).hasSize(many);
        assertThat(dormant).extracting(StageTransition::getEffectiveAt).isSorted();
        assertThat(dormant).extracting(StageTransition::getDetectedAt).containsOnly(day(91));
    }

    @Test
    void a_crowd_due_at_once_does_not_hold_up_the_events_of_others() {
        int many = 2_500;
        for (int i = 0; i < many; i++) {
            order("c" + i, "o" + i, day(0), day(0).plusSeconds(i));
        }
        tick(day(91), Mode.LIVE);
        transitions();

        order("ann", "a1", day(91), day(91));
        assertThat(transitions()).hasSize(2).element(0).returns("ann", StageTransition::getCustomerId);
        // What follows comes with the next transaction of its writer: few are asked until then.
        driver.advanceWallClockTime(Duration.ofMillis(20));
        assertThat(transitions()).hasSizeBetween(1, 40);
    }

    @Test
    void ticks_that_come_quicker_than_time_passes_are_worked_off_all_the_same() {
        int many = 12_000;
        for (int i = 0; i < many; i++) {
            order("c" + i, "o" + i, day(0).plusSeconds(i), day(1));
        }
        transitions();
        for (int tick = 1; tick <= 6; tick++) {
            tick(day(90).plusSeconds(many * tick / 6), Mode.BACKFILL);
        }

        // At steps of equal size half of them would be left.
        assertThat(transitions()).hasSizeGreaterThan(many - many / 6);
    }

    @Test
    void a_late_event_of_a_customer_still_waiting_for_a_step_is_a_correction_all_the_same() {
        int many = 2_500;
        for (int i = 0; i < many; i++) {
            order("c" + i, "o" + i, day(0), day(0).plusSeconds(i));
        }
        tick(day(91), Mode.LIVE);
        transitions();
        String last = "c999";
        order(last, "late", day(50), day(91).plusSeconds(1));

        assertThat(transitions())
                .filteredOn(each -> each.getCustomerId().equals(last))
                .extracting(StageTransition::getTo, StageTransition::getCause, StageTransition::getSupersedes)
                .containsExactly(
                        tuple("DORMANT", Cause.SILENCE, null),
                        tuple("REACTIVATED", Cause.CORRECTION, last + "/reference/2"));
    }

    @Test
    void a_tick_still_being_worked_off_is_not_heard_about_what_came_after_it() {
        int many = 2_500;
        for (int i = 0; i < many; i++) {
            order("c" + i, "o" + i, day(0), day(0).plusSeconds(i));
        }
        tick(day(91), Mode.LIVE);
        transitions();
        // History that is told after the tick, in its own order: at no point of the ledger was she silent.
        order("hanna", "h1", day(-200), day(91));
        order("hanna", "h2", day(-150), day(91));
        letTimePass();
        order("hanna", "h3", day(-100), day(91));

        assertThat(transitionsOf("hanna")).containsExactly("NEW", "ACTIVE");
        tick(day(92), Mode.LIVE);
        assertThat(transitionsOf("hanna")).containsExactly("DORMANT", "CHURNED");
    }

    private void letTimePass() {
        for (int i = 0; i < 40; i++) {
            driver.advanceWallClockTime(Duration.ofMillis(60));
        }
    }

    @Test
    void what_another_instance_wrote_below_is_what_is_known_after_the_cache_was_cleared() {
        order("ann", "o1", day(0), day(0));
        Customers store = (Customers) driver.getStateStore(Customers.STORE);
        Remembered here = Objects.requireNonNull(store.recall(new CustomerId("ann")));
        Standing elsewhere = new Lifecycle(ReferencePolicy.overDays(365))
                .onActivity(here.standing(), new Activity.Ordered("e2", day(1).toEpochMilli(), "o2", 100_000, "GBP"))
                .standing();
        byte[] written = new StandingCodec(new Revisions(Policies.only(ReferencePolicy.overDays(365))))
                .encode(new Remembered(elsewhere, here.afterTick()));

        // Active here, then a standby that follows the changelog, then active again.
        store.wrapped().put(Bytes.wrap(new CustomerId("ann").toKey()), written);
        store.clearCache();
        order("ann", "o3", day(2), day(2));

        assertThat(latestState("ann").getOrders()).isEqualTo(3);
    }

    @Test
    void a_restart_over_what_is_left_of_an_agenda_larger_than_memory_decides_the_same_in_the_same_order() {
        driver.close();
        start(1_000);
        List<StageTransition> expected =
                Stream.concat(untilDay60().stream(), fromDay61().stream()).toList();
        driver.close();

        start(2);
        List<StageTransition> decided = new ArrayList<>(untilDay60());
        CustomerId unknown = new CustomerId("nobody");
        restart(new Due(day(70).toEpochMilli(), unknown), new Due(day(62).toEpochMilli(), new CustomerId("c3")));
        decided.addAll(fromDay61());

        assertThat(expected).extracting(StageTransition::getTo).contains("DORMANT", "CHURNED", "REACTIVATED");
        assertThat(decided).isEqualTo(expected);
        assertThat(partitions.customers(0).orElseThrow().lookUp(unknown)).isEmpty();
    }

    private List<StageTransition> untilDay60() {
        for (int i = 0; i < 40; i++) {
            order("c" + i, "a" + i, day(i % 7 - 60), day(0));
        }
        for (int i = 0; i < 40; i += 3) {
            order("c" + i, "b" + i, day(i), day(i));
        }
        tick(day(60), Mode.LIVE);
        return transitions();
    }

    private List<StageTransition> fromDay61() {
        for (int i = 0; i < 40; i += 4) {
            order("c" + i, "c" + i, day(61), day(61));
        }
        tick(day(100), Mode.LIVE);
        tick(day(500), Mode.LIVE);
        return transitions();
    }

    /** Over the same local stores, the agenda's with these left in it besides. The driver itself leaves nothing. */
    private void restart(Due... left) {
        Map<Bytes, byte[]> customers = contents(((Customers) driver.getStateStore(Customers.STORE)).wrapped());
        Map<Bytes, byte[]> agenda = contents(driver.getKeyValueStore(Agenda.STORE));
        assertThat(agenda).as("more than memory holds").isNotEmpty();
        for (Due each : left) {
            agenda.put(Bytes.wrap(each.toKey()), new byte[0]);
        }
        driver.close();
        fill(Customers.STORE, customers);
        fill(Agenda.STORE, agenda);
        start(2);
    }

    private static Map<Bytes, byte[]> contents(KeyValueStore<Bytes, byte[]> store) {
        Map<Bytes, byte[]> contents = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(each -> contents.put(each.key, each.value));
        }
        return contents;
    }

    private void fill(String name, Map<Bytes, byte[]> contents) {
        File folder = stateDir.resolve(APPLICATION).resolve("0_0").toFile();
        KeyValueStore<Bytes, byte[]> store =
                Stores.persistentKeyValueStore(name).get();
        store.init(new MockProcessorContext<>(settings(), new TaskId(0, 0), folder).getStateStoreContext(), store);
        contents.forEach(store::put);
        store.close();
    }

    private List<String> transitionsOf(String customer) {
        return transitions().stream()
                .filter(each -> each.getCustomerId().equals(customer))
                .map(StageTransition::getTo)
                .toList();
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private void order(String customer, String order, Instant at, Instant arrived) {
        send(customer, orderCompleted(customer, order, at), arrived, Mode.LIVE);
    }

    private static OrderCompleted orderCompleted(String customer, String order, Instant at) {
        return OrderCompleted.newBuilder()
                .setEventId("event-" + order)
                .setCustomerId(customer)
                .setOrderId(order)
                .setOccurredAt(at)
                .setTotal(new BigDecimal("10.0000"))
                .setCurrency("GBP")
                .build();
    }

    private void visit(String customer, Instant at) {
        PageViewed viewed = PageViewed.newBuilder()
                .setEventId("visit-" + at)
                .setCustomerId(customer)
                .setOccurredAt(at)
                .build();
        send(customer, viewed, at, Mode.LIVE);
    }

    private void send(String customer, SpecificRecord event, Instant arrived, Mode mode) {
        RecordHeaders headers = new RecordHeaders();
        if (mode != Mode.LIVE) {
            headers.add(Topics.MODE_HEADER, mode.name().getBytes(UTF_8));
        }
        byte[] key = customer.getBytes(UTF_8);
        ledger.pipeInput(new TestRecord<>(key, wire.encode(Topics.LEDGER, event), headers, arrived));
    }

    private void tick(Instant at, Mode mode) {
        ledger.pipeInput(new TestRecord<>(null, wire.encode(Topics.LEDGER, new Tick(at, mode)), null, at));
    }

    private List<StageTransition> transitions() {
        return read(Topics.STAGE_TRANSITIONS).stream()
                .map(each -> (StageTransition) each.value)
                .toList();
    }

    private List<ChurnWarning> warnings() {
        return read(Topics.CHURN_WARNINGS).stream()
                .map(each -> (ChurnWarning) each.value)
                .toList();
    }

    private CustomerState latestState(String customer) {
        read(Topics.CUSTOMER_STATE).forEach(each -> states.put(each.key, (CustomerState) each.value));
        return Objects.requireNonNull(states.get(customer), "no state of " + customer);
    }

    private List<KeyValue<String, SpecificRecord>> read(String topic) {
        return driver
                .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList()
                .stream()
                .map(each -> KeyValue.pair(each.key, each.value == null ? null : wire.decode(topic, each.value)))
                .toList();
    }
}
