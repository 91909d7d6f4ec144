package io.sojourn.intake;

import static io.sojourn.intake.Events.NOON;
import static io.sojourn.intake.Events.order;
import static io.sojourn.intake.Events.rating;
import static io.sojourn.intake.Events.refund;
import static io.sojourn.intake.Events.visit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.clock.IntakeAndClock;
import io.sojourn.decisions.Rejected;
import io.sojourn.events.Engaged;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.ledger.Watermark;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeProcessorTest {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final byte[] SOME_KEY = {9, 0, 9};

    private final WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://intake-processor"));
    private final CountedIntake figures = new CountedIntake();
    private TopologyTestDriver driver = door(Topics.LARGEST_FOREIGN_RECORD);

    @AfterEach
    void shut() {
        driver.close();
        wire.close();
    }

    @Test
    void an_accepted_event_passes_on_untouched_under_its_customer() {
        byte[] bytes = encoded(order().setCustomerId("艾达").build());
        pipe(Topics.ORDERS, SOME_KEY, bytes, new RecordHeaders().add("trace", new byte[] {1}), NOON.plusMillis(7));

        var entry = only(Topics.LEDGER);
        assertThat(entry.key()).isEqualTo("艾达".getBytes(UTF_8));
        assertThat(entry.value()).isEqualTo(bytes);
        assertThat(entry.headers().lastHeader("trace").value()).containsExactly(1);
        assertThat(entry.timestamp()).isEqualTo(NOON.plusMillis(7).toEpochMilli());
        assertThat(figures.counts).isEqualTo(Map.of("accepted orders", 1));
    }

    @Test
    void every_input_leads_to_the_ledger() {
        pipe(Topics.ORDERS, refund().build());
        pipe(Topics.VISITS, visit().build());
        pipe(Topics.SUPPORT, rating(4).build());
        pipe(Topics.ENGAGEMENTS, new Engaged("e", "ada", NOON, "email-opened", null, false, Map.of()));
        pipe(Topics.PROFILES, new ProfileUpdated("e", "ada", NOON, Map.of("city", "London")));

        assertThat(all(Topics.LEDGER))
                .hasSize(5)
                .allSatisfy(entry -> assertThat(entry.key()).isEqualTo("ada".getBytes(UTF_8)));
        assertThat(all(Topics.REJECTED)).isEmpty();
    }

    @Test
    void a_source_can_say_of_an_event_that_it_is_of_the_past_and_nothing_else_with_our_headers() {
        for (String mode : List.of("BACKFILL", "LIVE", "REPLAY", "backfill", "")) {
            var headers = new RecordHeaders()
                    .add("sojourn-mode", mode.getBytes(UTF_8))
                    .add("sojourn-else", "BACKFILL".getBytes(UTF_8))
                    .add("trace", new byte[] {1});
            pipe(Topics.ORDERS, null, encoded(order().build()), headers, NOON);
            pipe(Topics.ORDERS, null, encoded(order().setCustomerId(null).build()), headers, NOON);

            String[] kept = mode.equals("BACKFILL") ? new String[] {"sojourn-mode", "trace"} : new String[] {"trace"};
            assertThat(only(Topics.LEDGER).headers().toArray())
                    .extracting(h -> h.key())
                    .containsExactly(kept);
            assertThat(only(Topics.GUESTS).headers().toArray())
                    .extracting(h -> h.key())
                    .containsExactly(kept);
        }
    }

    @Test
    void guests_are_kept_apart_as_they_came() {
        byte[] bytes = encoded(order().setCustomerId(null).build());
        pipe(Topics.ORDERS, SOME_KEY, bytes, new RecordHeaders(), NOON);

        assertThat(only(Topics.GUESTS).key()).isEqualTo(SOME_KEY);
        assertThat(figures.counts).isEqualTo(Map.of("guest orders", 1));
        assertThat(all(Topics.LEDGER)).isEmpty();
    }

    @Test
    void what_is_refused_is_kept_whole_with_its_reason() {
        byte[] bytes = encoded(order().setCurrency("EUR").build());
        pipe(Topics.ORDERS, null, encoded(order().build()), new RecordHeaders(), NOON);
        pipe(Topics.ORDERS, SOME_KEY, bytes, new RecordHeaders().add("sojourn-mode", null), NOON.plusMillis(3));

        var record = only(Topics.REJECTED);
        assertThat(record.key()).isEqualTo("ada".getBytes(UTF_8));
        var rejected = rejected(record);
        assertThat(rejected.getReason()).isEqualTo("CURRENCY_NOT_ACCEPTED");
        assertThat(rejected.getField()).isEqualTo("currency");
        assertThat(rejected.getValue()).isEqualTo("EUR");
        assertThat(rejected.getHint()).contains("money.currency");
        assertThat(rejected.getTopic()).isEqualTo("orders");
        assertThat(rejected.getPartition()).isZero();
        assertThat(rejected.getOffset()).isEqualTo(1);
        assertThat(rejected.getArrivedAt()).isEqualTo(NOON.plusMillis(3));
        assertThat(bytesOf(rejected.getOriginalKey())).isEqualTo(SOME_KEY);
        assertThat(bytesOf(rejected.getOriginalValue())).isEqualTo(bytes);
        assertThat(rejected.getHeaders()).extracting(h -> h.getKey()).containsExactly("sojourn-mode");
        assertThat(rejected.getHeaders().get(0).getValue()).isNull();
    }

    @Test
    void an_event_of_2099_moves_nobody() {
        pipe(
                Topics.ORDERS,
                order().setOccurredAt(Instant.parse("2099-01-01T00:00:00Z")).build());

        assertThat(rejected(only(Topics.REJECTED)).getReason()).isEqualTo("TIME_AHEAD");
        assertThat(all(Topics.LEDGER)).isEmpty();
    }

    @Test
    void a_record_without_value_or_with_a_schema_nobody_knows_is_refused() {
        pipe(Topics.ORDERS, SOME_KEY, null, new RecordHeaders(), NOON);
        pipe(Topics.VISITS, null, new byte[] {0, 0, 1, 2, 3, 4}, new RecordHeaders(), NOON);
        pipe(Topics.SUPPORT, order().build());
        pipe(Topics.SUPPORT, new Tick(NOON, Mode.LIVE));

        var refused = all(Topics.REJECTED);
        assertThat(refused)
                .extracting(r -> rejected(r).getReason())
                .containsExactly("NOT_AVRO", "UNKNOWN_SCHEMA", "UNEXPECTED_TYPE", "UNEXPECTED_TYPE");
        assertThat(refused)
                .extracting(r -> new String(r.key(), UTF_8))
                .containsExactly("orders-0", "visits-0", "support-0", "support-0");
        assertThat(rejected(refused.get(0)).getOriginalValue()).isNull();
    }

    @Test
    void a_value_too_large_is_refused_before_it_is_read() {
        pipe(Topics.VISITS, null, new byte[2_000_000], new RecordHeaders(), NOON);
        pipe(Topics.ORDERS, null, encoded(order().build()), new RecordHeaders().add("h", new byte[40_000]), NOON);

        var refused = all(Topics.REJECTED);
        assertThat(refused).extracting(r -> rejected(r).getReason()).containsExactly("TOO_LARGE", "TOO_LARGE");
        assertThat(bytesOf(rejected(refused.get(0)).getOriginalValue())).hasSize(2_000_000);
    }

    @Test
    void an_original_too_large_to_be_kept_is_cut_and_the_hint_says_where_the_whole_one_is() {
        driver.close();
        driver = door(100_000);
        var headers = new RecordHeaders().add("small", new byte[10]).add("large", new byte[50_000]);
        pipe(Topics.ORDERS, new byte[90_000], new byte[2_000_000], headers, NOON);

        var record = only(Topics.REJECTED);
        assertThat(record.value().length).isLessThanOrEqualTo(100_000);
        var rejected = rejected(record);
        assertThat(rejected.getReason()).isEqualTo("TOO_LARGE");
        assertThat(rejected.getHint()).contains("of 2000000 bytes").contains("orders, partition 0, offset 0");
        assertThat(rejected.getHeaders()).extracting(h -> h.getKey()).containsExactly("small");
        assertThat(bytesOf(rejected.getOriginalValue()).length).isGreaterThan(40_000);
    }

    @Test
    void ten_thousand_random_byte_strings_are_refused_whole_and_touch_nobody_else() {
        var random = new Random(20260301);
        byte[] sound = encoded(order().build());
        var poison = new ArrayList<byte[]>();
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (i % 2 == 0 && bytes.length >= 5) {
                // Every other one pretends to be an order.
                System.arraycopy(sound, 0, bytes, 0, 5);
            }
            poison.add(bytes);
            pipe(Topics.ORDERS, null, bytes, new RecordHeaders(), NOON);
            if (i % 100 == 0) {
                pipe(Topics.ORDERS, null, sound, new RecordHeaders(), NOON);
            }
        }

        assertThat(all(Topics.LEDGER))
                .hasSize(100)
                .allSatisfy(entry -> assertThat(entry.value()).isEqualTo(sound));
        var kept = all(Topics.REJECTED).stream()
                .map(r -> ByteBuffer.wrap(bytesOf(rejected(r).getOriginalValue())))
                .toList();
        assertThat(kept).isEqualTo(poison.stream().map(ByteBuffer::wrap).toList());
        assertThat(all(Topics.GUESTS)).isEmpty();
    }

    @Test
    void an_order_that_claims_two_billion_lines_is_refused_without_making_room_for_them() {
        byte[] sound = encoded(order().build());
        var bytes = new ByteArrayOutputStream();
        // The last byte is the empty array's end; in its place a block of 2^31 - 9 lines is announced.
        bytes.writeBytes(Arrays.copyOf(sound, sound.length - 1));
        bytes.writeBytes(new byte[] {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f});
        pipe(Topics.ORDERS, null, bytes.toByteArray(), new RecordHeaders(), NOON);

        assertThat(rejected(only(Topics.REJECTED)).getReason()).isEqualTo("UNREADABLE");
    }

    @Test
    void letters_go_round_three_times_and_move_the_ticks() {
        pipe(Topics.ORDERS, order().build());
        driver.advanceWallClockTime(TICK);

        var letters = all(Topics.CLOCK);
        assertThat(letters).hasSize(3);
        assertThat(letters).extracting(l -> new String(l.key(), UTF_8)).containsExactly("0", "0", "0");
        long asked = letters.get(0).timestamp();
        var watermark = (Watermark)
                wire.decode(Topics.WATERMARKS, only(Topics.WATERMARKS).value());
        assertThat(watermark).isEqualTo(new Watermark("0", 1, Instant.ofEpochMilli(asked - 1)));

        var ledger = all(Topics.LEDGER);
        assertThat(ledger).hasSize(2);
        assertThat(ledger.get(1).key()).isNull();
        assertThat(ledger.get(1).timestamp()).isEqualTo(asked - 1);
        assertThat(wire.decode(Topics.LEDGER, ledger.get(1).value()))
                .isEqualTo(new Tick(Instant.ofEpochMilli(asked - 1), Mode.LIVE));
        assertThat(figures.letters).isEqualTo(Map.of(0, asked - 1));
    }

    @Test
    void a_foreign_letter_cannot_ask_about_what_has_not_been() {
        var headers = new RecordHeaders().add(LetterBox.ASKS, "99 4102444800000".getBytes(UTF_8));
        pipe(Topics.CLOCK, null, new byte[] {1, 2, 3}, headers, NOON);
        var nonsense = new RecordHeaders().add(LetterBox.ASKS, "soon".getBytes(UTF_8));
        pipe(Topics.CLOCK, null, null, nonsense, NOON.plusMillis(10));

        assertThat(all(Topics.WATERMARKS))
                .extracting(w -> ((Watermark) wire.decode(Topics.WATERMARKS, w.value())).getAt())
                .containsExactly(NOON.minusMillis(1), NOON.plusMillis(9));
    }

    @Test
    void an_event_shown_later_than_it_was_stamped_is_counted() {
        pipe(Topics.CLOCK, null, new byte[] {1}, new RecordHeaders(), NOON);
        pipe(Topics.ORDERS, null, encoded(order().build()), new RecordHeaders(), NOON);
        pipe(Topics.ORDERS, null, encoded(order().build()), new RecordHeaders(), NOON.minusMillis(1));

        assertThat(all(Topics.LEDGER).stream().filter(entry -> entry.key() != null))
                .hasSize(2);
        var overtaken = driver.metrics().entrySet().stream()
                .filter(m -> m.getKey().name().equals("overtaken-total"))
                .map(m -> m.getValue().metricValue())
                .toList();
        assertThat(overtaken).isEqualTo(List.of(1.0));
    }

    private TopologyTestDriver door(int largestRejected) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "intake-processor");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, "target/intake-processor");
        var patient = new PatientWire(wire, figures::registryWaiting);
        return new TopologyTestDriver(
                IntakeAndClock.topology(patient, figures, 1, TICK, largestRejected), config, NOON);
    }

    private void pipe(String topic, SpecificRecord event) {
        pipe(topic, null, encoded(event), new RecordHeaders(), NOON);
    }

    private void pipe(
            String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers, Instant arrivedAt) {
        TestInputTopic<byte[], byte[]> in =
                driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
        in.pipeInput(new TestRecord<>(key, value, headers, arrivedAt.toEpochMilli()));
    }

    private byte[] encoded(SpecificRecord event) {
        return wire.encode("any", event);
    }

    private List<TestRecord<byte[], byte[]>> all(String topic) {
        TestOutputTopic<byte[], byte[]> out =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return out.readRecordsToList();
    }

    private TestRecord<byte[], byte[]> only(String topic) {
        var records = all(topic);
        assertThat(records).as(topic).hasSize(1);
        return records.get(0);
    }

    private Rejected rejected(TestRecord<byte[], byte[]> record) {
        return (Rejected) wire.decode(Topics.REJECTED, record.value());
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
