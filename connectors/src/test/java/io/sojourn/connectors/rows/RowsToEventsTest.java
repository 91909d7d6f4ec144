package io.sojourn.connectors.rows;

import static io.sojourn.connectors.rows.Shop.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.decisions.Rejected;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsToEventsTest {
    private static final Struct ORDER = order(42, "anna", "19.90", "placed");

    @Test
    void an_event_goes_to_its_topic_by_customer_as_bytes() {
        try (Door door = Door.ofShop()) {
            SourceRecord sent = door.sent(Shop.insert(ORDER));

            assertThat(sent.topic()).isEqualTo(Topics.ORDERS);
            assertThat(sent.key()).isEqualTo("anna".getBytes(UTF_8));
            assertThat(sent.sourceOffset()).isEqualTo(Map.of("lsn", 1L));
            try (var converter = new ByteArrayConverter()) {
                assertThat(converter.fromConnectData(sent.topic(), sent.valueSchema(), sent.value()))
                        .isEqualTo(sent.value());
                assertThat(converter.fromConnectData(sent.topic(), sent.keySchema(), sent.key()))
                        .isEqualTo(sent.key());
            }
        }
    }

    @Test
    void a_guests_has_no_key() {
        try (Door door = Door.ofShop()) {
            assertThat(door.sent(Shop.insert(order(42, null, "1.00", "placed"))).key())
                    .isNull();
        }
    }

    @Test
    void what_a_snapshot_found_is_marked_as_history_and_only_that() throws IOException {
        try (Door door = Door.ofShop();
                var headers = new SimpleHeaderConverter()) {
            var mode = door.sent(Shop.snapshot(ORDER)).headers().lastWithName("sojourn-mode");

            assertThat(headers.fromConnectHeader(Topics.ORDERS, mode.key(), mode.schema(), mode.value()))
                    .isEqualTo("BACKFILL".getBytes(UTF_8));
            assertThat(door.sent(Shop.insert(ORDER)).headers()).isEmpty();
        }
    }

    @Test
    void headers_of_others_stay() {
        SourceRecord record = Shop.insert(ORDER);
        record.headers().addString("traceparent", "00-1");
        try (Door door = Door.ofShop()) {
            assertThat(door.sent(record).headers().lastWithName("traceparent").value())
                    .isEqualTo("00-1");
        }
    }

    @Test
    void a_tombstone_says_nothing() {
        try (Door door = Door.ofShop()) {
            assertThat(door.event(Shop.record("shop.public.orders", null, null)))
                    .isNull();
        }
    }

    @Test
    void a_heartbeat_passes_for_the_sources_place_moves_with_it() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.connector.common.Heartbeat")
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        try (Door door = Door.ofShop("unmapped", "fail")) {
            SourceRecord sent =
                    door.sent(Shop.record("__debezium-heartbeat.shop", schema, new Struct(schema).put("ts_ms", 5L)));

            assertThat(sent.topic()).isEqualTo("__debezium-heartbeat.shop");
            assertThat((byte[]) sent.value()).asString(UTF_8).isEqualTo("{\"ts_ms\":5}");
        }
    }

    @Test
    void a_table_that_the_mapping_does_not_name_is_passed_over_or_refused_as_it_is_told() {
        Schema table = Shop.table("order").field("id", Schema.INT64_SCHEMA).build();
        SourceRecord record = Shop.insert(Shop.row(table, 1L));
        try (Door dropping = Door.ofShop();
                Door failing = Door.ofShop("unmapped", "fail")) {
            assertThat(dropping.event(record)).isNull();
            assertThatThrownBy(() -> failing.event(record))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("the mapping says nothing of public.order")
                    .hasMessageContaining("did you mean 'public.orders'?");
        }
    }

    @Test
    void unless_it_says_that_the_table_means_nothing(@TempDir Path folder) throws IOException {
        try (Door door = Door.of(folder, "orders: {as: nothing}\n", "unmapped", "fail")) {
            assertThat(door.event(Shop.insert(ORDER))).isNull();
        }
    }

    @Test
    void a_row_of_which_no_event_can_be_made_ends_the_task_with_the_reason() {
        Struct row = order(42, "anna", "19.90", "placed").put("placed_at", "soon");
        try (Door door = Door.ofShop()) {
            assertThatThrownBy(() -> door.event(Shop.insert(row)))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "table public.orders, column placed_at, value 'soon': is no time as the mapping says it is"
                                    + " written: see 'patterns' and 'zone' of this column");
        }
    }

    @Test
    void or_is_kept_whole_with_the_reason() {
        Struct row = order(42, "anna", "19.90", "placed").put("placed_at", "soon");
        try (Door door = Door.ofShop("refused", "keep")) {
            SourceRecord sent = door.sent(Shop.insert(row));
            Rejected rejected = (Rejected) door.decoded(sent);

            assertThat(sent.topic()).isEqualTo(Topics.REJECTED);
            assertThat(rejected.getReason()).isEqualTo("INVALID_TIME");
            assertThat(rejected.getField()).isEqualTo("placed_at");
            assertThat(rejected.getValue()).isEqualTo("soon");
            assertThat(rejected.getHint()).startsWith("table public.orders: is no time");
            assertThat(rejected.getTopic()).isEqualTo("shop.public.orders");
            assertThat(text(rejected.getOriginalValue()))
                    .contains("\"placed_at\":\"soon\"", "\"total\":19.90", "\"lsn\":100");
            assertThat(door.event(Shop.insert(ORDER))).as("the next one").isNotNull();
        }
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes).toString();
    }

    @Test
    void what_intake_would_refuse_is_sent_for_intake_to_keep() {
        try (Door door = Door.ofShop()) {
            assertThat(door.event(Shop.insert(ORDER.put("total", new BigDecimal("-1.00")))))
                    .isNotNull();
        }
    }

    @Test
    void it_does_not_start_without_the_registry_so_that_no_row_waits_for_it() {
        try (RowsToEvents transform = new RowsToEvents()) {
            // A port that nobody can listen on.
            assertThatThrownBy(() -> transform.configure(Map.of(
                            "mapping", Door.SHOP.toString(),
                            "schema.registry.url", "http://127.0.0.1:1",
                            "schema.registry.max.retries", "0")))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("http://127.0.0.1:1")
                    .hasMessageContaining("no row has been read");
        }
    }

    @Test
    void a_wrong_mapping_is_a_wrong_setting(@TempDir Path folder) throws IOException {
        Path mapping = Door.mapping(folder, "orders: {as: odrer}\n");
        try (RowsToEvents transform = new RowsToEvents()) {
            assertThatThrownBy(() -> transform.configure(
                            Map.of("mapping", mapping.toString(), "schema.registry.url", "mock://wrong")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("mapping: " + mapping + ", line 3, column 12: 'as' cannot be 'odrer'");
            assertThatThrownBy(() -> transform.configure(Map.of("schema.registry.url", "mock://wrong")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("mapping");
        }
    }

    @Test
    void a_worker_finds_it_among_the_services() {
        assertThat(ServiceLoader.load(Transformation.class)).anyMatch(RowsToEvents.class::isInstance);
        try (RowsToEvents transform = new RowsToEvents()) {
            assertThat(transform.version()).isNotBlank();
        }
    }
}
