package io.sojourn.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When it happened: a column and how it is written.
 *
 * @param patterns tried in turn: {@code iso}, {@code epoch-seconds}, {@code epoch-millis} or a pattern of {@link
 *     DateTimeFormatter}; a date without time of day is its first instant
 * @param zone for times written without one; a wall time that a clock change skips moves on by the gap, one that
 *     happens twice is the earlier
 */
public record When(String column, List<String> patterns, ZoneId zone, List<Way> ways) {

    @JsonCreator
    When(
            @JsonProperty("column") @Nullable String column,
            @JsonProperty("patterns") @Nullable List<String> patterns,
            @JsonProperty("zone") @Nullable String zone) {
        this(
                Mapping.required("column", column),
                patterns == null ? List.of("iso") : List.copyOf(patterns),
                zone == null ? ZoneId.of("UTC") : zone(zone));
    }

    private When(String column, List<String> patterns, ZoneId zone) {
        this(column, patterns, zone, patterns.stream().map(p -> way(p, zone)).toList());
        Mapping.refuseUnless(!patterns.isEmpty(), "'patterns' needs at least one, for example \"yyyy-MM-dd HH:mm:ss\"");
    }

    /** One way of reading a time. */
    @FunctionalInterface
    interface Way {
        /** Throws DateTimeException, ArithmeticException or NumberFormatException where the text is not written so. */
        Instant read(String text);
    }

    /** The instant, to the millisecond as the ledger holds it, or empty where no pattern fits. */
    Optional<Instant> read(String text) {
        for (Way way : ways) {
            try {
                return Optional.of(Instant.ofEpochMilli(way.read(text).toEpochMilli()));
            } catch (DateTimeException | ArithmeticException | NumberFormatException notSo) {
                // The next pattern may fit.
            }
        }
        return Optional.empty();
    }

    private static Way way(String pattern, ZoneId zone) {
        return switch (pattern) {
            case "epoch-seconds" -> text -> Instant.ofEpochSecond(Long.parseLong(text));
            case "epoch-millis" -> text -> Instant.ofEpochMilli(Long.parseLong(text));
            case "iso" -> text -> instant(DateTimeFormatter.ISO_DATE_TIME, text, zone);
            default -> {
                DateTimeFormatter formatter = formatter(pattern);
                yield text -> instant(formatter, text, zone);
            }
        };
    }

    private static Instant instant(DateTimeFormatter formatter, String text, ZoneId zone) {
        // Not parseBest: it finds out by exceptions, and that is most of the time a file takes.
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

    private static DateTimeFormatter formatter(String pattern) {
        try {
            // Strict, so that 31 February is refused; the era, so that "yyyy" need not be written "uuuu" for it.
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("'" + pattern + "' is not a time pattern: " + wrong.getMessage());
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "zone '" + name + "' is not known; write for example UTC, Europe/London");
        }
    }
}
