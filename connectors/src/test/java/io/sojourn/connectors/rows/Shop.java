package io.sojourn.connectors.rows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The sample shop's tables and what happens to them, as Debezium's connector for PostgreSQL tells it. */
final class Shop {
    static final Instant PLACED = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant CHANGED = Instant.parse("2026-03-05T08:30:00.250Z");

    static final Schema ORDERS = table("orders")
            .field("id", Schema.INT64_SCHEMA)
            .field("customer_id", Schema.OPTIONAL_STRING_SCHEMA)
            .field("placed_at", zonedTimestamp().build())
            .field(
                    "total",
                    Decimal.builder(2)
                            .parameter("connect.decimal.precision", "12")
                            .build())
            .field("currency", Schema.STRING_SCHEMA)
            .field("status", SchemaBuilder.string().defaultValue("placed").build())
            .build();
    static final Schema REFUNDS = table("refunds")
            .field("id", Schema.INT64_SCHEMA)
            .field("order_id", Schema.OPTIONAL_INT64_SCHEMA)
            .field("customer_id", Schema.OPTIONAL_STRING_SCHEMA)
            .field("refunded_at", zonedTimestamp().optional().build())
            .field("amount", Decimal.builder(2).optional().build())
            .field("currency", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    static final Schema TICKETS = table("tickets")
            .field("id", Schema.INT64_SCHEMA)
            .field("customer_id", Schema.OPTIONAL_STRING_SCHEMA)
            .field("opened_at", zonedTimestamp().optional().build())
            .field("subject", Schema.OPTIONAL_STRING_SCHEMA)
            .field("complaint", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field(
                    "status",
                    SchemaBuilder.string().defaultValue("open").optional().build())
            .field("stars", Schema.OPTIONAL_INT32_SCHEMA)
            .build();
    static final Schema CUSTOMERS = table("customers")
            .field("id", Schema.STRING_SCHEMA)
            .field("registered_at", zonedTimestamp().optional().build())
            .field("city", Schema.OPTIONAL_STRING_SCHEMA)
            .field("time_zone", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    "birthday",
                    SchemaBuilder.int32()
                            .name("io.debezium.time.Date")
                            .version(1)
                            .optional()
                            .build())
            .field("email_consent", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .build();
    static final Schema CAMPAIGN_RESULTS = table("campaign_results")
            .field("id", Schema.INT64_SCHEMA)
            .field("customer_id", Schema.OPTIONAL_STRING_SCHEMA)
            .field("happened_at", zonedTimestamp().optional().build())
            .field("kind", Schema.OPTIONAL_STRING_SCHEMA)
            .field("campaign", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.postgresql.Source")
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field(
                    "snapshot",
                    SchemaBuilder.string()
                            .name("io.debezium.data.Enum")
                            .version(1)
                            .parameter(
                                    "allowed",
                                    "true,first,first_in_data_collection,last_in_data_collection,last,false,incremental")
                            .defaultValue("false")
                            .optional()
                            .build())
            .field("db", Schema.STRING_SCHEMA)
            .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .field("xmin", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private Shop() {}

    static SchemaBuilder table(String name) {
        return SchemaBuilder.struct().name("shop.public." + name + ".Value").optional();
    }

    static SchemaBuilder zonedTimestamp() {
        return SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").version(1);
    }

    /** A row with its values in the order of the columns. */
    static Struct row(Schema table, @Nullable Object... values) {
        Struct row = new Struct(table);
        List<Field> columns = table.fields();
        for (int i = 0; i < values.length; i++) {
            row.put(columns.get(i), values[i]);
        }
        return row;
    }

    static Struct order(long id, @Nullable String customer, String total, String status) {
        return row(ORDERS, id, customer, "2026-03-01T10:00:00.000000Z", new BigDecimal(total), "EUR", status);
    }

    static Struct refund(long id, @Nullable String amount) {
        return row(
                REFUNDS,
                id,
                42L,
                "anna",
                "2026-03-03T10:00:00Z",
                amount == null ? null : new BigDecimal(amount),
                "EUR");
    }

    static Struct ticket(@Nullable String status, @Nullable Integer stars) {
        return row(TICKETS, 7L, "anna", "2026-03-02T09:00:00Z", "Where is it?", true, status, stars);
    }

    static Struct customer(@Nullable String city, @Nullable Boolean consent) {
        return row(
                CUSTOMERS,
                "anna",
                "2024-05-01T10:30:00+02:00",
                city,
                "Europe/Paris",
                (int) LocalDate.parse("1990-04-17").toEpochDay(),
                consent);
    }

    static SourceRecord insert(Struct row) {
        return change("c", null, row, 100, "false");
    }

    static SourceRecord snapshot(Struct row) {
        return change("r", null, row, 90, "true");
    }

    static SourceRecord update(Struct before, Struct after) {
        return change("u", before, after, 200, "false");
    }

    static SourceRecord updateWithoutBefore(Struct after) {
        return change("u", null, after, 200, "false");
    }

    static SourceRecord delete(Struct before) {
        return change("d", before, null, 300, "false");
    }

    /** One record of the connector. */
    static SourceRecord change(
            String op, @Nullable Struct before, @Nullable Struct after, long lsn, @Nullable String snapshot) {
        Struct row = after == null ? before : after;
        if (row == null) {
            throw new IllegalArgumentException("a change is of a row");
        }
        String table = row.schema().name().split("\\.", -1)[2];
        Struct source = new Struct(SOURCE)
                .put("version", "3.6.0.Final")
                .put("connector", "postgresql")
                .put("name", "shop")
                .put("ts_ms", CHANGED.toEpochMilli())
                .put("snapshot", snapshot)
                .put("db", "shop")
                .put("sequence", "[\"" + (lsn - 1) + "\",\"" + lsn + "\"]")
                .put("schema", "public")
                .put("table", table)
                .put("txId", 555L)
                .put("lsn", lsn);
        Schema envelope = SchemaBuilder.struct()
                .name("shop.public." + table + ".Envelope")
                .version(2)
                .field("before", row.schema())
                .field("after", row.schema())
                .field("source", SOURCE)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        Struct value = new Struct(envelope)
                .put("before", before)
                .put("after", after)
                .put("source", source)
                .put("op", op)
                .put("ts_ms", CHANGED.plusSeconds(1).toEpochMilli());
        return record("shop.public." + table, envelope, value);
    }

    static SourceRecord record(String topic, @Nullable Schema schema, @Nullable Object value) {
        return new SourceRecord(Map.of("server", "shop"), Map.of("lsn", 1L), topic, schema, value);
    }
}
