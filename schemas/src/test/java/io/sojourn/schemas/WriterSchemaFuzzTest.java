package io.sojourn.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.schemas.RecordReader.Extent;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WriterSchemaFuzzTest {
    private static final byte[] SOME = {2, 'e', 2, 2, 'c', 2, 'o', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    static Stream<Arguments> schemas() {
        String cancelled = OrderCancelled.getClassSchema().toString();
        return Stream.of(
                arguments(cancelled, SOME),
                arguments(OrderCompleted.getClassSchema().toString(), SOME),
                arguments(cancelled.replace("\"fields\":[", "\"fields\":[" + more("\"long\"") + ","), SOME),
                arguments(cancelled.replace("\"fields\":[", "\"fields\":[" + more("[\"null\",\"int\"]") + ","), SOME),
                arguments(HostileSchemas.unfolding(40), SOME),
                arguments(HostileSchemas.listOf("\"null\""), HostileSchemas.twoBillion()),
                arguments(
                        "{\"type\":\"record\",\"name\":\"io.sojourn.events.OrderCancelled\",\"fields\":["
                                + more("\"io.sojourn.events.OrderCancelled\"") + "]}",
                        SOME));
    }

    private static String more(String type) {
        return "{\"name\":\"more\",\"type\":" + type + "}";
    }

    @MethodSource("schemas")
    @FuzzTest
    void whatever_the_writers_schema_its_bytes_are_read_or_refused(@NotNull String schema, byte @NotNull [] bytes) {
        Schema writer;
        try {
            writer = new Schema.Parser().parse(schema);
        } catch (RuntimeException noSchema) {
            return; // Then the client cannot parse it either, and it is refused before it comes here.
        }
        RecordReader reader = RecordReader.of(1, writer);
        for (Extent extent : Extent.values()) {
            try {
                assertThat(reader.read(bytes, 0, extent)).isNotNull();
            } catch (UnreadableRecordException refused) {
                assertThat(refused.hint()).isNotBlank().hasSizeLessThan(1_000);
            }
        }
    }
}
