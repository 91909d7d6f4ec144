package io.sojourn.connectors.rows;

import static io.sojourn.connectors.rows.Shop.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.connectors.rows.Change.What;
import io.sojourn.events.OrderCompleted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the shapes in which source connectors tell of rows. */
class ChangeReaderTest {
    private static final Struct ORDER = order(42, "anna", "19.90", "placed");
    private static final String ORDERS = """
            orders:
              as: order
              id: {column: id}
              customer: {column: customer_id}
              time: {column: placed_at}
              amount: {column: total}
              currency: {column: currency}
            """;

    @Test
    void the_operation_says_what_was_done() {
        assertThat(read(Shop.insert(ORDER)).what()).isEqualTo(What.INSERT);
        assertThat(read(Shop.snapshot(ORDER)).what()).isEqualTo(What.READ);
        assertThat(read(Shop.update(ORDER, ORDER)).what()).isEqualTo(What.UPDATE);
        assertThat(read(Shop.delete(ORDER)).what()).isEqualTo(What.DELETE);
        assertThatThrownBy(() -> read(Shop.change("x", null, ORDER, 1, "false")))
                .hasMessageContaining("value 'x': is no operation that is known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "m"})
    void what_happens_to_a_table_as_a_whole_is_of_no_row(String op) {
        assertThat(ChangeReader.read(Shop.change(op, null, ORDER, 1, "false"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "first", "first_in_data_collection", "last", "incremental"})
    void a_row_that_a_snapshot_found_is_history(String snapshot) {
        assertThat(read(Shop.change("r", null, ORDER, 1, snapshot)).history()).isTrue();
        assertThat(read(Shop.change("c", null, ORDER, 1, snapshot)).history())
                .as("some connectors tell a snapshot as inserts")
                .isTrue();
    }

    @Test
    void a_row_that_came_since_is_not() {
        assertThat(read(Shop.insert(ORDER)).history()).isFalse();
        assertThat(read(Shop.change("u", ORDER, ORDER, 1, null)).history()).isFalse();
    }

    @Test
    void the_table_may_be_named_with_its_schema_or_without() {
        assertThat(read(Shop.insert(ORDER)).names()).containsExactly("public.orders", "shop.orders", "orders");
    }

    @Test
    void a_change_has_the_position_that_its_source_gives_it() {
        assertThat(read(Shop.insert(ORDER)).position()).isEqualTo("100");
        assertThat(read(envelope(Map.of("file", "binlog.000003", "pos", 154L, "row", 0)))
                        .position())
                .isEqualTo("binlog.000003-154-0");
        assertThat(read(envelope(Map.of("change_lsn", "00000027:00000758:0003", "event_serial_no", 2L)))
                        .position())
                .isEqualTo("00000027:00000758:0003-2");
    }

    @Test
    void where_a_source_gives_none_it_follows_from_time_and_row() {
        SourceRecord told = envelope(Map.of("ts_ms", 1000L));
        assertThat(read(told).position())
                .startsWith("1000-")
                .isEqualTo(read(envelope(Map.of("ts_ms", 1000L))).position())
                .isNotEqualTo(read(envelope(Map.of("ts_ms", 1001L))).position());
    }

    @Test
    void an_envelope_without_schema_is_one_too() {
        Change change = read(envelope(Map.of("table", "orders", "ts_ms", 1000L)));

        assertThat(change.what()).isEqualTo(What.UPDATE);
        assertThat(change.changedAt()).isEqualTo(Instant.ofEpochMilli(1000));
        assertThat(change.row().cell("total").text()).isEqualTo("5");
    }

    private static SourceRecord envelope(Map<String, Object> source) {
        Map<String, Object> envelope = new HashMap<>();
        envelope.put("op", "u");
        envelope.put("before", Map.of("id", 1, "total", "4"));
        envelope.put("after", Map.of("id", 1, "total", "5"));
        envelope.put("source", source);
        return Shop.record("shop.orders", null, envelope);
    }

    @Test
    void a_row_by_itself_is_of_the_table_that_its_schema_names(@TempDir Path folder) throws IOException {
        Schema orders = SchemaBuilder.struct()
                .name("orders")
                .field("id", Schema.INT32_SCHEMA)
                .field("customer_id", Schema.STRING_SCHEMA)
                .field("placed_at", org.apache.kafka.connect.data.Timestamp.SCHEMA)
                .field("total", Schema.FLOAT64_SCHEMA)
                .field("currency", Schema.STRING_SCHEMA)
                .build();
        Struct row = Shop.row(orders, 42, "anna", java.util.Date.from(Shop.PLACED), 19.9, "EUR");
        try (Door door = Door.of(folder, ORDERS)) {
            SourceRecord sent = door.sent(Shop.record("jdbc-orders", orders, row));

            assertThat(((OrderCompleted) door.decoded(sent)).getTotal()).isEqualTo("19.9000");
            assertThat(((OrderCompleted) door.decoded(sent)).getOccurredAt()).isEqualTo(Shop.PLACED);
            assertThat(sent.headers()).as("who knows whether it is new").isEmpty();
        }
    }

    @Test
    void or_of_the_one_that_its_topic_names(@TempDir Path folder) throws IOException {
        Map<String, String> line = Map.of(
                "id", "42",
                "customer_id", "anna",
                "placed_at", "2026-03-01T10:00:00Z",
                "total", "19.90",
                "currency", "EUR");
        try (Door door = Door.of(folder, ORDERS)) {
            assertThat(door.event(OrderCompleted.class, Shop.record("files.orders", null, line))
                            .getEventId())
                    .isEqualTo("shop:orders:42");
        }
    }

    @Test
    void a_line_of_json_is_a_row_and_loses_no_digit(@TempDir Path folder) throws IOException {
        String line = "{\"id\": 42, \"customer_id\": \"anna\", \"placed_at\": \"2026-03-01T10:00:00Z\","
                + " \"total\": 12345678901234.5678, \"currency\": \"EUR\"}";
        try (Door door = Door.of(folder, ORDERS)) {
            OrderCompleted order = door.event(OrderCompleted.class, Shop.record("orders", Schema.STRING_SCHEMA, line));
            assertThat(order.getEventId()).isEqualTo("shop:orders:42");
            assertThat(order.getTotal()).isEqualByComparingTo("12345678901234.5678");
        }
    }

    @Test
    void a_row_by_itself_without_time_happened_when_its_record_says(@TempDir Path folder) throws IOException {
        Map<String, Object> line = Map.of("id", 42, "customer_id", "anna", "total", "1", "currency", "EUR");
        SourceRecord timed = Shop.record("orders", null, line)
                .newRecord("orders", null, null, null, null, line, Shop.CHANGED.toEpochMilli());
        try (Door door = Door.of(folder, ORDERS.replace("  time: {column: placed_at}\n", ""))) {
            assertThat(door.event(OrderCompleted.class, timed).getOccurredAt()).isEqualTo(Shop.CHANGED);
            assertThatThrownBy(() -> door.event(Shop.record("orders", null, line)))
                    .hasMessageContaining("table orders: the source does not say when it happened: name the column");
        }
    }

    @Test
    void where_a_row_holds_nothing_the_columns_default_does_not_stand_in() {
        assertThat(read(Shop.insert(Shop.ticket(null, null)))
                        .row()
                        .cell("status")
                        .text())
                .isNull();
    }

    @Test
    void a_row_may_have_columns_of_the_envelopes_names() {
        Change change = read(Shop.record("orders", null, Map.of("op", "r", "source", "web", "id", 1)));

        assertThat(change.row().cell("source").text()).isEqualTo("web");
    }

    @Test
    void what_is_no_row_is_refused() {
        assertThatThrownBy(() -> read(Shop.record("lines", Schema.INT32_SCHEMA, 42)))
                .hasMessageContaining("table lines, value 'Integer': a row is a struct, a map or a JSON object");
        for (String line : List.of("42,anna", "", "null", "[1]", "{\"id\": 1} {}", "{\"id\": 1")) {
            assertThatThrownBy(() -> read(Shop.record("lines", Schema.STRING_SCHEMA, line)))
                    .hasMessageContaining("table lines, value '" + line + "': is no JSON object: write a line like");
        }
    }

    private static Change read(SourceRecord record) {
        return Objects.requireNonNull(ChangeReader.read(record));
    }
}
