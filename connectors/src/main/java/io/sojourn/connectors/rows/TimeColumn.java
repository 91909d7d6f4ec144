package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.RowRefusedException.Reason;
import io.sojourn.yaml.TimePatterns;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The column that says when it happened. What the column's type says of itself is believed; numbers without such a type need
 * patterns, and text without one is ISO 8601.
 *
 * @param patterns how text and plain numbers are written
 * @param numbers whether the mapping says so itself: of a plain number nobody else knows what it counts
 * @param zone for times without one
 */
record TimeColumn(String column, TimePatterns patterns, boolean numbers, ZoneId zone) {
    private static final List<String> ISO = List.of("iso", "yyyy-MM-dd");

    /** Of a table that may name one. */
    static @Nullable TimeColumn in(Keys table, ZoneId otherwise) {
        return table.maybe("time", keys -> read(keys, otherwise));
    }

    static TimeColumn read(Keys keys, ZoneId otherwise) {
        keys.only("column", "patterns", "zone");
        ZoneId zone = zone(keys, otherwise);
        boolean said = keys.has("patterns");
        try {
            TimePatterns patterns = TimePatterns.of(said ? keys.texts("patterns") : ISO, zone);
            return new TimeColumn(keys.text("column"), patterns, said, zone);
        } catch (IllegalArgumentException wrong) {
            throw keys.wrong("patterns", String.valueOf(wrong.getMessage()));
        }
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
        return instant(cell)
                .orElseThrow(
                        () -> cell.unfit(
                                Reason.INVALID_TIME,
                                cell.value() instanceof Number && !numbers
                                        ? "say what the number counts: patterns: [epoch-millis], or epoch-seconds, epoch-micros"
                                        : "is no time as the mapping says it is written: see 'patterns' and 'zone' of this column"));
    }

    Instant of(Row row) {
        Instant at = maybe(row);
        if (at == null) {
            throw row.cell(column)
                    .missing("fill it, or leave 'time' out of the mapping: then the time of the change counts");
        }
        return at;
    }

    private Optional<Instant> instant(Cell cell) {
        try {
            WallTime wall = WallTime.in(cell);
            if (wall != null) {
                long at = wall.at().atZone(zone).toInstant().toEpochMilli();
                return Optional.of(Instant.ofEpochMilli(at));
            }
        } catch (DateTimeException | ArithmeticException beyond) {
            return Optional.empty();
        }
        String text = cell.text();
        return text == null || (cell.value() instanceof Number && !numbers) ? Optional.empty() : patterns.read(text);
    }
}
