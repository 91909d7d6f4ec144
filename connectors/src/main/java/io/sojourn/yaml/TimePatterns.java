package io.sojourn.yaml;

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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a mapping says that the times of a column are written. */
public final class TimePatterns {
    private final List<Way> ways;

    /** One way of reading a time. */
    @FunctionalInterface
    private interface Way {
        /** Throws DateTimeException, ArithmeticException or NumberFormatException where the text is not written so. */
        Instant read(String text);
    }

    private TimePatterns(List<Way> ways) {
        this.ways = ways;
    }

    /**
     * These patterns, to be tried in turn.
     *
     * @param patterns {@code iso}, {@code epoch-seconds}, {@code epoch-millis}, {@code epoch-micros} or one of {@link
     *     DateTimeFormatter}; a date without time of day is its first instant
     * @param zone for times written without one; a wall time that a change of clocks skips moves on by the gap, one that comes
     *     twice is the earlier
     * @throws IllegalArgumentException that names the pattern that is none
     */
    public static TimePatterns of(List<String> patterns, ZoneId zone) {
        return new TimePatterns(
                patterns.stream().map(pattern -> way(pattern, zone)).toList());
    }

    /** The instant, to the millisecond as the ledger holds it; empty where no pattern fits. */
    public Optional<Instant> read(String text) {
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
            case "epoch-micros" -> text -> Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS);
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
}
