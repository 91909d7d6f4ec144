package io.sojourn.intake;

import static io.sojourn.intake.Events.NOON;
import static io.sojourn.intake.Events.order;
import static io.sojourn.intake.Events.rating;
import static io.sojourn.intake.Events.refund;
import static io.sojourn.intake.Events.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.Header;
import io.sojourn.decisions.Rejected;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.ActivityCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeFuzzTest {
    private static final int SCHEMA_BYTES = 5;
    private static final int LARGEST_EVENT = 100_000;

    private static final List<String> INPUTS = List.copyOf(Topics.INPUTS);
    private static final WireFormat WIRE = new WireFormat(Map.of("schema.registry.url", "mock://intake-fuzz"));
    private static final List<Integer> SCHEMAS =
            Topics.types().stream().map(WIRE::register).toList();
    private static final IntakeChecks CHECKS =
            new IntakeChecks(new IntakeLimits("USD", Duration.ofMinutes(5), LARGEST_EVENT));
    private static final Lifecycle LIFECYCLE = new Lifecycle(ReferencePolicy.overDays(365));

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final IntakeProcessor door = new IntakeProcessor(
            CHECKS,
            new PatientWire(WIRE, waits -> {}),
            new CountedIntake(),
            1,
            Duration.ofSeconds(1),
            Topics.LARGEST_FOREIGN_RECORD);

    static Stream<Arguments> sound() {
        return Stream.of(
                        order().build(),
                        order().setCustomerId(null).build(),
                        order().setCurrency("EUR").build(),
                        refund().build(),
                        visit().build(),
                        rating(4).build())
                .map(IntakeFuzzTest::parts);
    }

    private static Arguments parts(SpecificRecord event) {
        byte[] bytes = WIRE.encode("", event);
        int schema = SCHEMAS.indexOf(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
        byte[] body = Arrays.copyOfRange(bytes, SCHEMA_BYTES, bytes.length);
        int input = INPUTS.indexOf(event.getSchema().getName().startsWith("Order") ? Topics.ORDERS : Topics.VISITS);
        return arguments(input, schema, body, new byte[] {1}, "trace");
    }

    /** @param schema which of ours the value begins with; beyond them, the body is the whole value */
    @MethodSource("sound")
    @FuzzTest
    void whatever_arrives_gets_one_verdict_and_what_is_refused_is_kept_whole(
            @InRange(min = 0, max = 4) int input,
            @InRange(min = 0, max = 40) int schema,
            byte @NotNull [] body,
            byte @Nullable [] key,
            @NotNull String header) {
        byte[] value = schema < SCHEMAS.size() ? headed(SCHEMAS.get(schema), body) : body;
        var headers = new RecordHeaders().add(header, key);
        context.resetForwards();
        context.setRecordMetadata(INPUTS.get(input), 0, 7);
        door.init(context);

        door.process(new Record<>(key, value, NOON.toEpochMilli(), headers));

        assertThat(context.forwarded()).hasSize(1);
        var out = context.forwarded().get(0);
        if (out.childName().orElseThrow().equals(IntakeProcessor.TO_REJECTED)) {
            keptWhole(key, value, header, (Rejected)
                    WIRE.decode("", bytes(out.record().value())));
        } else {
            assertThat(out.record().value()).isEqualTo(value);
            if (out.childName().orElseThrow().equals(IntakeProcessor.TO_LEDGER)) {
                canBeDecidedAbout(bytes(out.record().key()), value);
            }
        }
    }

    private static void keptWhole(byte @Nullable [] key, byte[] value, String header, Rejected rejected) {
        assertThat(rejected.getOriginalKey()).isEqualTo(key == null ? null : ByteBuffer.wrap(key));
        assertThat(rejected.getOriginalValue()).isEqualTo(ByteBuffer.wrap(value));
        assertThat(rejected.getHeaders()).extracting(Header::getKey).containsExactly(header);
        assertThat(Reason.values()).extracting(Reason::name).contains(rejected.getReason());
    }

    private static void canBeDecidedAbout(byte[] key, byte[] value) {
        var standing = LIFECYCLE.begin(CustomerId.fromKey(key));
        LIFECYCLE.onActivity(standing, ActivityCodec.read(WIRE.decodeHead("", value)));
    }

    private static byte[] headed(int schemaId, byte[] body) {
        return ByteBuffer.allocate(SCHEMA_BYTES + body.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(body)
                .array();
    }

    private static byte[] bytes(Object bytes) {
        return (byte[]) bytes;
    }
}
