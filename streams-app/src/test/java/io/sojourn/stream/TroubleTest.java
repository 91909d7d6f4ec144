package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Rejected;
import io.sojourn.decisions.StageTransition;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.PageViewed;
import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topics;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong in real life, on a real broker: each trouble has its outcome, and ten bystanders, whose orders stand
 * before, between and behind it, come out of every test as if nothing had been.
 */
class TroubleTest {
    private static final long SEED = 20260101L;

    @TempDir
    static Path dir;

    private static House house;

    private String test = "";
    private List<String> bystanders = List.of();

    @BeforeAll
    static void open() {
        house = House.at(dir).open();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void bystandersOrder(TestInfo info) {
        test = info.getTestMethod().orElseThrow().getName();
        bystanders =
                IntStream.range(0, 10).mapToObj(i -> test + "-bystander-" + i).toList();
        orderOfEach(1);
    }

    private void orderOfEach(int number) {
        for (String bystander : bystanders) {
            house.send(Topics.ORDERS, House.order(bystander, bystander + "-" + number, Instant.now(), "10"));
        }
    }

    @AfterEach
    void bystandersAreUntouched() {
        orderOfEach(2);
        house.settle();
        Map<String, List<String>> stages = transitions(house).stream()
                .filter(each -> bystanders.contains(each.getCustomerId()))
                .collect(Collectors.groupingBy(
                        StageTransition::getCustomerId,
                        Collectors.mapping(StageTransition::getTo, Collectors.toList())));
        assertThat(stages).hasSize(bystanders.size());
        assertThat(stages.values()).allSatisfy(each -> assertThat(each).containsExactly("NEW", "ACTIVE"));
        for (String bystander : bystanders) {
            assertThat(state(bystander).getRfm().getNet()).isEqualByComparingTo("20");
        }
    }

    @Test
    void a_record_dated_2099_is_refused_and_moves_nobodys_time() {
        house.send(Topics.ORDERS, House.order("eve", "eve-1", Instant.parse("2099-01-01T00:00:00Z"), "10"));
        house.settle();

        assertThat(rejected("TIME_AHEAD")).singleElement().satisfies(refused -> {
            assertThat(refused.getField()).isEqualTo("occurredAt");
            assertThat(refused.getValue()).contains("2099");
            assertThat(refused.getHint()).isNotBlank();
        });
        assertThat(transitionsOf(house, "eve")).isEmpty();
    }

    @Test
    void ten_thousand_random_byte_strings_are_all_kept_in_rejected() {
        int many = 10_000;
        Random random = new Random(SEED);
        Set<ByteBuffer> sent = new HashSet<>();
        String marker = test;
        for (int i = 0; i < many; i++) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            if (i % 4 == 0) {
                bytes[0] = 0;
            }
            sent.add(ByteBuffer.wrap(bytes));
            String topic = Topics.INPUTS.get(i % Topics.INPUTS.size());
            house.sendLater(new ProducerRecord<>(topic, marker.getBytes(UTF_8), bytes));
        }
        house.settle();

        List<Rejected> kept = house.read(Topics.REJECTED).stream()
                .map(Rejected.class::cast)
                .filter(each -> marker.equals(text(each.getOriginalKey())))
                .toList();
        assertThat(kept).as("seed " + SEED).hasSize(many);
        assertThat(kept.stream()
                        .map(each -> each.getOriginalValue().duplicate())
                        .collect(Collectors.toSet()))
                .isEqualTo(sent);
        assertThat(kept.stream().map(Rejected::getReason).collect(Collectors.toSet()))
                .isSubsetOf("NOT_AVRO", "UNKNOWN_SCHEMA", "UNREADABLE", "UNEXPECTED_TYPE");
    }

    @Test
    void an_unknown_schema_id_is_refused_by_its_number() {
        byte[] bytes =
                ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).putInt(1).array();
        house.sendBytes(new ProducerRecord<>(Topics.VISITS, test.getBytes(UTF_8), bytes));
        house.settle();

        assertThat(rejected("UNKNOWN_SCHEMA"))
                .filteredOn(each -> test.equals(text(each.getOriginalKey())))
                .singleElement()
                .satisfies(refused ->
                        assertThat(refused.getHint() + refused.getValue()).contains("987654"));
    }

    @Test
    void a_record_of_two_megabytes_is_refused_and_kept_whole() throws Exception {
        try (Admin admin = house.admin()) {
            alter(admin, Topics.ORDERS, "max.message.bytes", "4000000");
        }
        byte[] large = new byte[2_000_000];
        new Random(SEED).nextBytes(large);
        house.sendBytes(new ProducerRecord<>(Topics.ORDERS, test.getBytes(UTF_8), large));
        house.settle();

        assertThat(rejected("TOO_LARGE"))
                .singleElement()
                .satisfies(refused ->
                        assertThat(refused.getOriginalValue().duplicate()).isEqualTo(ByteBuffer.wrap(large)));
    }

    @Test
    void a_second_event_with_the_same_id_changes_nothing() {
        Instant at = Instant.now();
        for (int i = 0; i < 3; i++) {
            house.send(Topics.ORDERS, House.order("dora", "dora-1", at, "10"));
        }
        house.settle();

        assertThat(transitionsOf(house, "dora"))
                .extracting(StageTransition::getTo)
                .containsExactly("NEW");
        assertThat(state("dora").getRfm().getFrequency()).isEqualTo(1);
    }

    @Test
    void an_order_before_its_customers_first_visit_is_absorbed() {
        Instant at = Instant.now();
        house.send(Topics.ORDERS, House.order("otto", "otto-1", at, "10"));
        house.settle();
        house.send(
                Topics.VISITS,
                PageViewed.newBuilder()
                        .setEventId("otto-visit")
                        .setCustomerId("otto")
                        .setOccurredAt(at.minusSeconds(60))
                        .build());
        house.settle();

        assertThat(state("otto").getVisits()).isEqualTo(1);
        assertThat(state("otto").getFirstSeenAt().toEpochMilli())
                .isEqualTo(at.minusSeconds(60).toEpochMilli());
        assertThat(transitionsOf(house, "otto"))
                .extracting(StageTransition::getTo)
                .containsExactly("NEW");
    }

    @Test
    void a_refund_before_its_order_waits_for_it() {
        Instant at = Instant.now();
        house.send(
                Topics.ORDERS,
                OrderRefunded.newBuilder()
                        .setEventId("rita-refund")
                        .setCustomerId("rita")
                        .setOrderId("rita-1")
                        .setOccurredAt(at.minusSeconds(60))
                        .setAmount(new BigDecimal("4.0000"))
                        .setCurrency("GBP")
                        .setLines(List.of())
                        .build());
        house.settle();
        house.send(Topics.ORDERS, House.order("rita", "rita-1", at, "10"));
        house.settle();

        assertThat(state("rita").getRfm().getGross()).isEqualByComparingTo("10");
        assertThat(state("rita").getRfm().getNet()).isEqualByComparingTo("6");
        assertThat(transitionsOf(house, "rita"))
                .extracting(StageTransition::getTo)
                .containsExactly("NEW");
    }

    @Test
    void a_stalled_input_partition_holds_up_neither_the_others_nor_the_clock() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", house.settings().kafka().get("bootstrap.servers"), "transactional.id", test);
        try (var stalling = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            stalling.initTransactions();
            stalling.beginTransaction();
            Instant at = Instant.now();
            byte[] held = house.wire()
                    .encode(
                            Topics.VISITS,
                            PageViewed.newBuilder()
                                    .setEventId("sam-visit")
                                    .setCustomerId("sam")
                                    .setOccurredAt(at)
                                    .build());
            var unused = stalling.send(new ProducerRecord<>(Topics.VISITS, 1, null, held));
            stalling.flush();
            Instant stalledSince = Instant.now();
            house.send(Topics.ORDERS, House.order("sam", "sam-1", at, "10"));
            house.settle();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> lastTick(house).isAfter(stalledSince.plusSeconds(1)));
            assertThat(state("sam").getVisits()).isZero();
            stalling.commitTransaction();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> state("sam").getVisits() == 1);
    }

    @Test
    void three_days_of_backlog_raise_no_false_silence(@TempDir Path apart) throws Exception {
        Instant now = Instant.now();
        Instant overdue = now.minus(Duration.ofHours(36));
        Instant firstOrder = overdue.minus(Duration.ofDays(90));
        // A house of its own: where the clock already stands at today nothing can arrive three days ago.
        try (House asleep = House.at(apart)) {
            asleep.createTopics();
            // The app stands still for three days while events arrive; the broker's stamps are set by hand for once.
            try (Admin admin = asleep.admin()) {
                alter(admin, Topics.ORDERS, "message.timestamp.type", "CreateTime");
                arrive(asleep, "faith", "faith-1", firstOrder, now.minus(Duration.ofDays(3)));
                arrive(asleep, "silvia", "silvia-1", firstOrder, now.minus(Duration.ofDays(3)));
                for (int hour = 72; hour > 0; hour--) {
                    Instant at = now.minus(Duration.ofHours(hour));
                    arrive(asleep, "backlog-" + hour, "backlog-" + hour, at, at);
                }
                // She ordered before her 90 days were over; that was told last of all.
                arrive(asleep, "faith", "faith-2", overdue.minusSeconds(1), now.minusSeconds(60));
                alter(admin, Topics.ORDERS, "message.timestamp.type", "LogAppendTime");
            }
            asleep.open();
            asleep.settle();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> lastTick(asleep).isAfter(now));
            asleep.settle();

            assertThat(transitionsOf(asleep, "faith"))
                    .extracting(StageTransition::getTo)
                    .containsExactly("NEW", "ACTIVE");
            assertThat(transitionsOf(asleep, "silvia"))
                    .extracting(StageTransition::getTo)
                    .containsExactly("NEW", "DORMANT");
            assertThat(transitionsOf(asleep, "silvia").get(1).getEffectiveAt().toEpochMilli())
                    .isEqualTo(overdue.toEpochMilli());
            assertThat(transitions(asleep))
                    .filteredOn(each -> each.getCustomerId().startsWith("backlog-"))
                    .hasSize(72)
                    .extracting(StageTransition::getTo)
                    .containsOnly("NEW");
        }
    }

    private static void arrive(House at, String customer, String order, Instant occurred, Instant arrived) {
        byte[] event = at.wire().encode(Topics.ORDERS, House.order(customer, order, occurred, "10"));
        at.sendBytes(new ProducerRecord<>(Topics.ORDERS, null, arrived.toEpochMilli(), null, event));
    }

    private static void alter(Admin admin, String topic, String setting, String value) throws Exception {
        Collection<AlterConfigOp> change =
                List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), change))
                .all()
                .get();
    }

    private static Instant lastTick(House house) {
        return house.read(Topics.LEDGER).stream()
                .filter(Tick.class::isInstance)
                .map(each -> ((Tick) each).getAt())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static List<Rejected> rejected(String reason) {
        return house.read(Topics.REJECTED).stream()
                .map(Rejected.class::cast)
                .filter(each -> each.getReason().equals(reason))
                .toList();
    }

    private static List<StageTransition> transitions(House house) {
        return new ArrayList<>(house.read(Topics.STAGE_TRANSITIONS).stream()
                .map(StageTransition.class::cast)
                .toList());
    }

    private static List<StageTransition> transitionsOf(House house, String customer) {
        return transitions(house).stream()
                .filter(each -> each.getCustomerId().equals(customer))
                .toList();
    }

    private static CustomerState state(String customer) {
        return house.pipeline().customer(customer).orElseThrow();
    }

    private static String text(ByteBuffer bytes) {
        return bytes == null ? "" : UTF_8.decode(bytes.duplicate()).toString();
    }
}
