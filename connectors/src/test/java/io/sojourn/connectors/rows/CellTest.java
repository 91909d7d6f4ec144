package io.sojourn.connectors.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types that sources give to values. */
@SuppressWarnings("JavaUtilDate") // as Connect has it
class CellTest {
    private static final Schema VARIABLE_SCALE = SchemaBuilder.struct()
            .name("io.debezium.data.VariableScaleDecimal")
            .field("scale", Schema.INT32_SCHEMA)
            .field("value", Schema.BYTES_SCHEMA)
            .build();

    static Stream<Arguments> decimals() {
        return Stream.of(
                Arguments.of(Decimal.schema(2), new BigDecimal("19.90"), "19.90"),
                Arguments.of(VARIABLE_SCALE, variable(1990, 2), "19.90"),
                Arguments.of(VARIABLE_SCALE, variable(-5, 0), "-5"),
                Arguments.of(Schema.STRING_SCHEMA, " 19.90 ", "19.90"),
                Arguments.of(Schema.FLOAT64_SCHEMA, 19.9, "19.9"),
                Arguments.of(Schema.FLOAT32_SCHEMA, 19.9f, "19.9"),
                Arguments.of(Schema.INT16_SCHEMA, (short) 7, "7"),
                Arguments.of(Schema.INT64_SCHEMA, 7L, "7"),
                Arguments.of(null, new BigInteger("7"), "7"));
    }

    private static Struct variable(long unscaled, int scale) {
        return new Struct(VARIABLE_SCALE)
                .put("scale", scale)
                .put("value", ByteBuffer.wrap(BigInteger.valueOf(unscaled).toByteArray()));
    }

    @ParameterizedTest
    @MethodSource("decimals")
    void numbers_come_in_many_forms(@Nullable Schema schema, Object value, String number) {
        assertThat(cell(schema, value).decimal()).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"19,90", "EUR 5", "1e999999999", "NaN", "0x1F"})
    void other_text_is_no_number(String text) {
        assertThatThrownBy(() -> cell(Schema.STRING_SCHEMA, text).decimal())
                .hasMessage("table shop.orders, column c, value '" + text
                        + "': is no number: write it like 19.90, without currency or grouping");
    }

    @Test
    void neither_is_what_no_number_is_in_the_database() {
        assertThatThrownBy(() -> cell(Schema.FLOAT64_SCHEMA, Double.NaN).decimal())
                .hasMessageContaining("is no number");
        assertThatThrownBy(() -> cell(Timestamp.SCHEMA, new Date(0)).decimal()).hasMessageContaining("is no number");
        assertThatThrownBy(() -> cell(Schema.BOOLEAN_SCHEMA, true).decimal()).hasMessageContaining("is no number");
    }

    @Test
    void nothing_stays_nothing() {
        Cell nothing = cell(Schema.OPTIONAL_STRING_SCHEMA, null);

        assertThat(nothing.text()).isNull();
        assertThat(nothing.decimal()).isNull();
        assertThat(nothing.flag()).isNull();
        assertThat(nothing.day()).isNull();
        assertThat(cell(null, " ").decimal()).isNull();
        assertThat(cell(null, " ").flag()).isNull();
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(Schema.STRING_SCHEMA, "EUR ", "EUR"),
                Arguments.of(Schema.INT64_SCHEMA, 42L, "42"),
                Arguments.of(Decimal.schema(2), new BigDecimal("100.00"), "100"),
                Arguments.of(Schema.BOOLEAN_SCHEMA, true, "true"),
                Arguments.of(VARIABLE_SCALE, variable(42, 0), "42"),
                Arguments.of(named("io.debezium.time.Date", SchemaBuilder.int32()), 0, "1970-01-01"),
                Arguments.of(named("io.debezium.time.Timestamp", SchemaBuilder.int64()), 1000L, "1970-01-01T00:00:01"));
    }

    private static Schema named(String name, SchemaBuilder builder) {
        return builder.name(name).build();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anything_short_can_be_said_as_text(Schema schema, Object value, String text) {
        assertThat(cell(schema, value).text()).isEqualTo(text);
    }

    @Test
    void bytes_cannot() {
        assertThatThrownBy(() -> cell(Schema.BYTES_SCHEMA, new byte[2]).text())
                .hasMessageContaining("cannot be said as text: map another column");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "T,true", "1,true", "YES,true", "false,false", "n,false", "0,false"})
    void yes_and_no_come_in_many_forms(String text, boolean flag) {
        assertThat(cell(Schema.STRING_SCHEMA, text).flag()).isEqualTo(flag);
    }

    @Test
    void numbers_and_booleans_are_yes_or_no_too() {
        assertThat(cell(Schema.INT16_SCHEMA, (short) 1).flag()).isTrue();
        assertThat(cell(Schema.BOOLEAN_SCHEMA, false).flag()).isFalse();
        assertThatThrownBy(() -> cell(Schema.STRING_SCHEMA, "maybe").flag())
                .hasMessageContaining("value 'maybe': is neither yes nor no");
    }

    @Test
    void half_a_star_is_no_rating() {
        assertThat(cell(Decimal.schema(1), new BigDecimal("4.0")).whole()).isEqualTo(4);
        assertThatThrownBy(() -> cell(Decimal.schema(1), new BigDecimal("4.5")).whole())
                .hasMessageContaining("is no whole number");
    }

    @Test
    void a_day_is_a_day_in_every_form() {
        assertThat(cell(org.apache.kafka.connect.data.Date.SCHEMA, new Date(86_400_000L))
                        .day())
                .isEqualTo("1970-01-02");
        assertThat(cell(named("io.debezium.time.IsoDate", SchemaBuilder.string()), "1990-04-17Z")
                        .day())
                .isEqualTo("1990-04-17");
        assertThat(cell(Schema.STRING_SCHEMA, "--04-17").day()).isEqualTo("--04-17");
        assertThatThrownBy(() -> cell(Schema.INT32_SCHEMA, 5).day()).hasMessageContaining("is no date");
    }

    @Test
    void what_postgresql_kept_to_itself_is_not_taken_for_a_value() {
        assertThatThrownBy(() -> cell(Schema.STRING_SCHEMA, "__debezium_unavailable_value")
                        .text())
                .hasMessageContaining("alter table shop.orders replica identity full");
    }

    @ParameterizedTest
    @CsvSource({"19.9,,19.9000", "19.99999,2,20.0000", "0.005,2,0.0100", "-3,,-3.0000"})
    void amounts_have_four_decimals(String written, @Nullable Integer round, String amount) {
        assertThat(new Amount("c", round).of(row(Schema.STRING_SCHEMA, written)).toPlainString())
                .isEqualTo(amount);
    }

    @Test
    void an_amount_that_cannot_be_held_is_refused() {
        assertThatThrownBy(() -> new Amount("c", null).of(row(Schema.STRING_SCHEMA, "0.00001")))
                .hasMessageContaining(
                        "value '0.00001': has more than four decimals: round it in the mapping, round: 2");
        assertThatThrownBy(() -> new Amount("c", null).of(row(Schema.STRING_SCHEMA, "100000000000000")))
                .hasMessageContaining("is beyond what is taken");
        assertThatThrownBy(() -> new Amount("c", null).of(row(Schema.OPTIONAL_STRING_SCHEMA, null)))
                .hasMessageContaining("table shop.orders, column c: fill it");
    }

    @Test
    void a_column_that_is_not_there_is_missed_by_name() {
        assertThatThrownBy(() -> new Amount("totl", null)
                        .of(Row.of(
                                "shop.orders",
                                new Struct(SchemaBuilder.struct()
                                        .field("total", Schema.STRING_SCHEMA)
                                        .build()))))
                .hasMessage("table shop.orders, column totl: there is no such column; did you mean 'total'?");
    }

    static Cell cell(@Nullable Schema schema, @Nullable Object value) {
        return new Cell("shop.orders", "c", value, schema);
    }

    static Row row(Schema schema, @Nullable Object value) {
        Struct row = new Struct(SchemaBuilder.struct().field("c", schema).build()).put("c", value);
        return Objects.requireNonNull(Row.maybe("shop.orders", row));
    }
}
