package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.RowRefusedException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The column that says when it happened. What the column's type says of itself is believed; numbers without such a type need
 * patterns, and text without one is ISO 8601.
 *
 * @param patterns how text and plain numbers are written, tried in turn; empty if the mapping does not say
 * @param zone for times without one; a wall time that a change of clocks skips moves on by the gap, one that comes twice is
 *     the earlier; a date is its first instant
 */
record TimeColumn(String column, List<Way> patterns, ZoneId zone) {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_DATE_TIME;
    private static final DateTimeFormatter ISO_DAY = DateTimeFormatter.ISO_DATE;

    /** One way of reading a time. */
    @FunctionalInterface
    interface Way {
        /** Throws DateTimeException, ArithmeticException or NumberFormatException where the text is not written so. */
        Instant read(String text);
    }

    /** Of a table that may name one. */
    static @Nullable TimeColumn in(Keys table, ZoneId otherwise) {
        return table.maybe("time", keys -> read(keys, otherwise));
    }

    static TimeColumn read(Keys keys, ZoneId otherwise) {
        keys.only("column", "patterns", "zone");
        ZoneId zone = zone(keys, otherwise);
        List<Way> ways = new ArrayList<>();
        if (keys.has("patterns")) {
            keys.texts("patterns").forEach(pattern -> ways.add(way(keys, pattern, zone)));
        }
        return new TimeColumn(keys.text("column"), List.copyOf(ways), zone);
    }

    /** The zone that stands here, or the one that holds without. */
    static ZoneId zone(Keys keys, ZoneId otherwise) {
        String name = keys.maybeText("zone");
        if (name == null) {
            return otherwise;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw keys.wrong("zone", "zone '" + name + "' is not known; write for example UTC, Europe/London");
        }
    }

    /** To the millisecond, as the ledger holds it; null if the column is empty. */
    @Nullable
    Instant maybe(Row row) {
        Cell cell = row.cell(column);
        if (cell.value() == null || (cell.value() instanceof String text && text.isBlank())) {
            return null;
        }
        try {
            Instant at = instant(cell);
            if (at != null) {
                return Instant.ofEpochMilli(at.toEpochMilli());
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException notSo) {
            // As below.
        }
        throw cell.unfit(
                Reason.INVALID_TIME,
                cell.value() instanceof Number && patterns.isEmpty()
                        ? "say what the number counts: patterns: [epoch-millis], or epoch-seconds, epoch-micros"
                        : "is no time as the mapping says it is written: see 'patterns' and 'zone' of this column");
    }

    Instant of(Row row) {
        Instant at = maybe(row);
        if (at == null) {
            throw row.cell(column)
                    .missing("fill it, or leave 'time' out of the mapping: then the time of the change counts");
        }
        return at;
    }

    private @Nullable Instant instant(Cell cell) {
        WallTime wall = WallTime.in(cell);
        if (wall != null) {
            return wall.at().atZone(zone).toInstant();
        }
        String text = cell.text();
        if (text == null || (patterns.isEmpty() && cell.value() instanceof Number)) {
            return null;
        }
        if (patterns.isEmpty()) {
            return text.indexOf('T') < 0 ? instant(ISO_DAY, text, zone) : instant(ISO, text, zone);
        }
        for (Way way : patterns) {
            try {
                return way.read(text);
            } catch (DateTimeException | ArithmeticException | NumberFormatException notSo) {
                // The next pattern may fit.
            }
        }
        return null;
    }

    private static Way way(Keys keys, String pattern, ZoneId zone) {
        return switch (pattern) {
            case "epoch-seconds" -> text -> Instant.ofEpochSecond(Long.parseLong(text));
            case "epoch-millis" -> text -> Instant.ofEpochMilli(Long.parseLong(text));
            case "epoch-micros" -> text -> Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS);
            case "iso" -> text -> instant(ISO, text, zone);
            default -> {
                DateTimeFormatter formatter = formatter(keys, pattern);
                yield text -> instant(formatter, text, zone);
            }
        };
    }

    private static Instant instant(DateTimeFormatter formatter, String text, ZoneId zone) {
        TemporalAccessor read = formatter.parse(text);
        if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(read);
        }
        LocalDate date = LocalDate.from(read);
        LocalTime time = read.query(TemporalQueries.localTime());
        return time == null
                ? date.atStartOfDay(zone).toInstant()
                : ZonedDateTime.of(date, time, zone).toInstant();
    }

    private static DateTimeFormatter formatter(Keys keys, String pattern) {
        try {
            // Strict, so that 31 February is refused; the era, so that "yyyy" need not be written "uuuu" for it.
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException wrong) {
            throw keys.wrong("patterns", "'" + pattern + "' is not a time pattern: " + wrong.getMessage());
        }
    }
}
