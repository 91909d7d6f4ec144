package io.sojourn.connectors.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.connectors.rows.Change.What;
import io.sojourn.connectors.rows.RowRefusedException.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Knows by its shape what a source connector gave: Debezium's envelope, which says what was done to a row, or a row by
 * itself, of which it is only known that it is so now.
 */
final class ChangeReader {
    /** What Debezium says of itself, not of a row, has schemas of this name. */
    private static final String OF_DEBEZIUM = "io.debezium.connector.";

    /** The fields by which sources number their changes: PostgreSQL; MySQL and MariaDB; SQL Server and Db2. */
    private static final List<List<String>> POSITIONS =
            List.of(List.of("lsn"), List.of("file", "pos", "row"), List.of("change_lsn", "event_serial_no"));

    private static final Set<String> LIVE = Set.of("", "false");
    private static final int HASH_BYTES = 8;

    private ChangeReader() {}

    /** Whether this is no row, but a heartbeat, a transaction's end or the like. */
    static boolean isAboutTheSource(SourceRecord record) {
        Schema schema = record.valueSchema();
        return schema != null && schema.name() != null && schema.name().startsWith(OF_DEBEZIUM);
    }

    /**
     * What a record tells; null if that is nothing of a single row.
     *
     * @throws RowRefusedException if it is of no shape that is known
     */
    static @Nullable Change read(SourceRecord record) {
        Row value = Row.of(record.topic(), record.value());
        return isEnvelope(value) ? change(record.topic(), value) : row(record, value);
    }

    private static boolean isEnvelope(Row value) {
        Object source = value.value("source");
        return value.value("op") instanceof String && (source instanceof Struct || source instanceof Map);
    }

    private static @Nullable Change change(String topic, Row envelope) {
        Row source = Row.maybe(topic, envelope.value("source"));
        List<String> names = source == null ? List.of(topic) : names(topic, source);
        What what = what(envelope, source);
        if (what == null) {
            return null;
        }
        Row before = Row.maybe(names.get(0), envelope.value("before"));
        Row after = Row.maybe(names.get(0), envelope.value("after"));
        Instant at = source == null ? null : millis(source.value("ts_ms"));
        return new Change(
                what,
                names,
                before,
                after,
                at == null ? millis(envelope.value("ts_ms")) : at,
                position(source, at, before, after),
                what == What.READ);
    }

    /** Null for what happens to a table as a whole. */
    private static @Nullable What what(Row envelope, @Nullable Row source) {
        String op = text(envelope.value("op"));
        return switch (op) {
            case "c" -> source == null || LIVE.contains(text(source.value("snapshot"))) ? What.INSERT : What.READ;
            case "r" -> What.READ;
            case "u" -> What.UPDATE;
            case "d" -> What.DELETE;
            case "t", "m" -> null;
            default ->
                throw new RowRefusedException(
                        Reason.INVALID_VALUE,
                        envelope.table(),
                        "op",
                        op,
                        "is no operation that is known: c, r, u, d, t or m");
        };
    }

    private static List<String> names(String topic, Row source) {
        String table = text(source.value("table"));
        if (table.isEmpty()) {
            return List.of(topic);
        }
        List<String> names = new ArrayList<>();
        for (String of : List.of("schema", "db")) {
            if (!text(source.value(of)).isEmpty()) {
                names.add(text(source.value(of)) + "." + table);
            }
        }
        names.add(table);
        return names;
    }

    private static Change row(SourceRecord record, Row row) {
        Instant at = record.timestamp() == null ? null : Instant.ofEpochMilli(record.timestamp());
        // Connectors that read tables name the schema after the table; others have only the topic to tell by.
        Schema schema = record.valueSchema();
        List<String> names = Stream.of(record.topic(), schema == null ? null : schema.name())
                .filter(Objects::nonNull)
                .flatMap(name -> Stream.of(name, name.substring(name.lastIndexOf('.') + 1)))
                .distinct()
                .toList();
        return new Change(What.READ, names, null, row, at, "", false);
    }

    private static String position(
            @Nullable Row source, @Nullable Instant at, @Nullable Row before, @Nullable Row after) {
        if (source != null) {
            for (List<String> fields : POSITIONS) {
                List<String> values = fields.stream()
                        .map(field -> text(source.value(field)))
                        .filter(value -> !value.isEmpty())
                        .toList();
                if (values.size() == fields.size()) {
                    return String.join("-", values);
                }
            }
        }
        return (at == null ? "" : at.toEpochMilli() + "-") + hash(print(before) + "→" + print(after));
    }

    private static String print(@Nullable Row row) {
        return row == null ? "" : row.print();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static @Nullable Instant millis(@Nullable Object value) {
        return value instanceof Number count ? Instant.ofEpochMilli(count.longValue()) : null;
    }
}
