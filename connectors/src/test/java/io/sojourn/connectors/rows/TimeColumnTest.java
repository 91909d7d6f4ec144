package io.sojourn.connectors.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The ways in which sources write times. */
@SuppressWarnings("JavaUtilDate") // as Connect has it
class TimeColumnTest {
    /** 1 March 2026, 10:00:00.123456789, as if in UTC. */
    private static final long SECONDS = 1_772_359_200;

    static Stream<Arguments> logicalTypes() {
        return Stream.of(
                Arguments.of(int64("io.debezium.time.Timestamp"), SECONDS * 1000 + 123),
                Arguments.of(int64("io.debezium.time.MicroTimestamp"), SECONDS * 1_000_000 + 123_456),
                Arguments.of(int64("io.debezium.time.NanoTimestamp"), SECONDS * 1_000_000_000 + 123_456_789),
                Arguments.of(Timestamp.SCHEMA, new Date(SECONDS * 1000 + 123)),
                Arguments.of(
                        SchemaBuilder.string()
                                .name("io.debezium.time.IsoTimestamp")
                                .build(),
                        "2026-03-01T10:00:00.123456Z"));
    }

    private static Schema int64(String name) {
        return SchemaBuilder.int64().name(name).version(1).build();
    }

    @ParameterizedTest
    @MethodSource("logicalTypes")
    void a_time_without_zone_is_of_the_zone_that_the_mapping_says(Schema schema, Object value) {
        Row row = CellTest.row(schema, value);

        assertThat(time("{column: c}").of(row)).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
        assertThat(time("{column: c, zone: Asia/Shanghai}").of(row))
                .isEqualTo(Instant.parse("2026-03-01T02:00:00.123Z"));
    }

    @Test
    void microseconds_before_1970_are_cut_down_like_those_after() {
        assertThat(time("{column: c}").of(CellTest.row(int64("io.debezium.time.MicroTimestamp"), -1L)))
                .isEqualTo(Instant.ofEpochMilli(-1));
    }

    @Test
    void a_time_with_zone_needs_none() {
        Row row = CellTest.row(Shop.zonedTimestamp().build(), "2026-03-01T10:00:00.123456+02:00");

        assertThat(time("{column: c, zone: Asia/Shanghai}").of(row))
                .isEqualTo(Instant.parse("2026-03-01T08:00:00.123Z"));
    }

    @Test
    void a_date_is_its_first_instant() {
        Schema date = SchemaBuilder.int32().name("io.debezium.time.Date").build();

        assertThat(time("{column: c, zone: Asia/Shanghai}").of(CellTest.row(date, 20_513)))
                .isEqualTo(Instant.parse("2026-02-28T16:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-01T10:00:00Z      | {column: c}                                     | 2026-03-01T10:00:00Z
            2026-03-01T10:00:00       | {column: c, zone: Europe/Paris}                 | 2026-03-01T09:00:00Z
            2026-03-01                | {column: c, zone: Europe/Paris}                 | 2026-02-28T23:00:00Z
            1772359200                | {column: c, patterns: [epoch-seconds]}          | 2026-03-01T10:00:00Z
            1772359200123             | {column: c, patterns: [epoch-millis]}           | 2026-03-01T10:00:00.123Z
            1772359200123456          | {column: c, patterns: [epoch-micros]}           | 2026-03-01T10:00:00.123Z
            01.03.2026 10:00          | {column: c, patterns: [iso, dd.MM.yyyy HH:mm]}  | 2026-03-01T10:00:00Z
            """)
    void text_is_read_as_the_mapping_says(String text, String mapping, Instant at) {
        assertThat(time(mapping).of(CellTest.row(Schema.STRING_SCHEMA, text))).isEqualTo(at);
    }

    @Test
    void a_plain_number_is_not_guessed_at() {
        Row row = CellTest.row(Schema.INT64_SCHEMA, 1_772_359_200L);

        assertThatThrownBy(() -> time("{column: c}").of(row))
                .hasMessageContaining("value '1772359200': say what the number counts: patterns: [epoch-millis]");
        assertThat(time("{column: c, patterns: [epoch-seconds]}").of(row))
                .isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"infinity", "2026-02-30", "2026-03-01 10:00:00"})
    void what_is_no_time_is_refused(String text) {
        assertThatThrownBy(() -> time("{column: c}").of(CellTest.row(Schema.STRING_SCHEMA, text)))
                .hasMessageContaining("table shop.orders, column c, value '" + text + "': is no time");
    }

    @Test
    void so_is_what_lies_beyond_all_times() {
        Schema iso =
                SchemaBuilder.string().name("io.debezium.time.IsoTimestamp").build();

        assertThatThrownBy(() -> time("{column: c}").of(CellTest.row(iso, "+999999999-12-31T23:59:59Z")))
                .hasMessageContaining("column c, value '+999999999-12-31T23:59:59Z': is no time");
    }

    @Test
    void a_row_without_schema_may_hold_a_time_as_java_does() {
        Row row = Row.of("shop.orders", Map.of("c", new Date(SECONDS * 1000)));

        assertThat(time("{column: c}").of(row)).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    }

    private static TimeColumn time(String yaml) {
        return TimeColumn.read(Keys.of("mapping.yaml", new Yaml().compose(new StringReader(yaml))), ZoneId.of("UTC"));
    }
}
