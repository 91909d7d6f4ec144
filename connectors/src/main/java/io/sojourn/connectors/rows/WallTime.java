package io.sojourn.connectors.rows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * What a clock on the wall showed, in the forms in which Connect and Debezium write a date or a time without a zone: as if
 * the clock were in UTC, and each in a unit of its own. Times with a zone come as text and are not among them.
 *
 * @param at midnight, of a date
 * @param date whether it is one
 */
record WallTime(LocalDateTime at, boolean date) {

    /** Null if the cell holds no such thing. */
    static @Nullable WallTime in(Cell cell) {
        Object value = cell.value();
        if (value instanceof Date moment) {
            boolean date = cell.schemaName().equals(org.apache.kafka.connect.data.Date.LOGICAL_NAME);
            return new WallTime(utc(moment.toInstant()), date);
        }
        if (value instanceof String text) {
            return written(cell.schemaName(), text);
        }
        return value instanceof Number number ? counted(cell.schemaName(), number.longValue()) : null;
    }

    private static @Nullable WallTime counted(String type, long count) {
        return switch (type) {
            case "io.debezium.time.Timestamp" -> time(Instant.ofEpochMilli(count));
            case "io.debezium.time.MicroTimestamp" -> time(Instant.EPOCH.plus(count, ChronoUnit.MICROS));
            case "io.debezium.time.NanoTimestamp" -> time(Instant.EPOCH.plusNanos(count));
            case "io.debezium.time.Date" ->
                new WallTime(LocalDate.ofEpochDay(count).atStartOfDay(), true);
            default -> null;
        };
    }

    /** These end in a Z, and are of no zone all the same. */
    private static @Nullable WallTime written(String type, String text) {
        try {
            return switch (type) {
                case "io.debezium.time.IsoTimestamp" ->
                    new WallTime(LocalDateTime.parse(text, DateTimeFormatter.ISO_DATE_TIME), false);
                case "io.debezium.time.IsoDate" ->
                    new WallTime(
                            LocalDate.parse(text, DateTimeFormatter.ISO_DATE).atStartOfDay(), true);
                default -> null;
            };
        } catch (DateTimeParseException notSo) {
            return null;
        }
    }

    /** As ISO 8601 has it. */
    String print() {
        return date ? day().toString() : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at);
    }

    LocalDate day() {
        return at.toLocalDate();
    }

    private static WallTime time(Instant instant) {
        return new WallTime(utc(instant), false);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
