package io.sojourn.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.intake.PatientWire;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.NumbersActivated;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.ledger.Tick;
import io.sojourn.ledger.Watermark;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockProcessorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String UNREADABLE = "unreadable";

    private final WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://clock-processor"));
    private final KeyValueStore<String, String> store =
            ClockProcessor.sources().withLoggingDisabled().build();
    private Set<String> holds = Set.of();
    private MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private ClockProcessor clock = started();

    @BeforeEach
    void nothing_yet() {
        assertThat(context.forwarded()).isEmpty();
    }

    @AfterEach
    void shut() {
        store.close();
        wire.close();
    }

    @Test
    void when_the_last_task_moves_on_a_tick_goes_to_the_ledger() {
        hear("0", 2, NOON);
        hear("1", 2, NOON.minusMillis(20));

        assertThat(ticks()).isEqualTo(List.of(NOON.minusMillis(20)));
        var forwarded = context.forwarded().get(0);
        assertThat(forwarded.childName()).contains(ClockProcessor.TO_LEDGER);
        assertThat(forwarded.record().key()).isNull();
        assertThat(forwarded.record().timestamp())
                .isEqualTo(NOON.minusMillis(20).toEpochMilli());
    }

    @Test
    void it_goes_on_where_it_was_after_a_restart() {
        hear("0", 2, NOON);
        hear("1", 2, NOON);
        hear("import:a", 0, NOON.minusSeconds(60));
        assertThat(ticks()).isEqualTo(List.of(NOON));

        context = new MockProcessorContext<>();
        clock = started();
        assertThat(holds).containsExactly("import:a");
        // Task 1 is remembered, and so is the hold.
        hear("0", 2, NOON.plusSeconds(5));
        hear("1", 2, NOON.minusSeconds(5));
        assertThat(ticks()).isEmpty();
        hear("import:a", 0, null);
        assertThat(holds).isEmpty();
        assertThat(ticks()).isEmpty();
        hear("1", 2, NOON.plusSeconds(4));
        assertThat(ticks()).isEqualTo(List.of(NOON.plusSeconds(4)));
    }

    @Test
    void nobody_can_move_everybodys_time_with_one_record() {
        send(new Watermark("0", 1, Instant.parse("2099-01-01T00:00:00Z")));
        send(new Watermark("0", 1, null));
        send(new Watermark("7", 1, NOON));
        send(new Watermark("last-tick", 0, NOON));
        send(new Tick(NOON, Mode.LIVE));
        clock.process(new Record<>(null, new byte[] {1, 2, 3}, NOON.toEpochMilli()));
        clock.process(new Record<>(new byte[] {1}, null, NOON.toEpochMilli()));
        assertThat(ticks()).isEmpty();

        hear("0", 1, NOON);
        assertThat(ticks()).isEqualTo(List.of(NOON));
    }

    @Test
    void where_a_hold_was_released_nothing_is_left_of_it() {
        hear("import:a", 0, NOON);
        assertThat(store.get("import:a")).isNotNull();
        hear("import:a", 0, null);
        assertThat(store.get("import:a")).isNull();
    }

    @Test
    void a_policy_asked_for_stands_below_the_latest_tick() {
        hear("0", 1, NOON);
        ask("a1", "any");
        assertThat(written()).last().isEqualTo(new PolicyActivated("a1", NOON, "any", 365));
    }

    @Test
    void numbers_asked_for_stand_there_too() {
        hear("0", 1, NOON);
        send(new NumbersActivated("a1", null, "any"));
        assertThat(written()).last().isEqualTo(new NumbersActivated("a1", NOON, "any"));
    }

    @Test
    void a_policy_that_nobody_could_read_does_not_come_into_the_ledger() {
        hear("0", 1, NOON);
        ask("a1", UNREADABLE);
        hear("0", 1, NOON.plusSeconds(1));
        assertThat(written()).hasOnlyElementsOfType(Tick.class).hasSize(2);
    }

    private void ask(String eventId, String policy) {
        send(new PolicyActivated(eventId, null, policy, 365));
    }

    private static Policy read(String file, long windowMillis) {
        if (file.equals(UNREADABLE)) {
            throw new IllegalArgumentException("line 1, column 1: that is no policy");
        }
        return ReferencePolicy.overDays(365);
    }

    private ClockProcessor started() {
        if (!store.isOpen()) {
            store.init(context.getStateStoreContext(), store);
        }
        context.addStateStore(store);
        var processor = new ClockProcessor(
                new PatientWire(wire, waits -> {}),
                imports -> holds = imports,
                ClockProcessorTest::read,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5));
        processor.init(context);
        return processor;
    }

    private void hear(String source, int of, @Nullable Instant at) {
        send(new Watermark(source, of, at));
    }

    private void send(SpecificRecord record) {
        byte[] value = wire.encode(Topics.WATERMARKS, record);
        clock.process(new Record<>(null, value, NOON.plusSeconds(10).toEpochMilli()));
    }

    private List<Instant> ticks() {
        return written().stream().map(each -> ((Tick) each).getAt()).toList();
    }

    private List<SpecificRecord> written() {
        return context.forwarded().stream()
                .map(each -> wire.decode(Topics.LEDGER, (byte[]) each.record().value()))
                .toList();
    }
}
