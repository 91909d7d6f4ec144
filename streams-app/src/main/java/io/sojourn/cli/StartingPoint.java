package io.sojourn.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where reading of a topic begins.
 *
 * @param edge the first record that is still there, or behind the last
 * @param at if not null, the first record stamped then or later
 */
record StartingPoint(Edge edge, @Nullable Instant at) {

    enum Edge {
        EARLIEST,
        LATEST
    }

    static final StartingPoint EARLIEST = new StartingPoint(Edge.EARLIEST, null);

    /** Reads {@code earliest}, {@code latest}, {@code 2026-01-31} (UTC) or {@code 2026-01-31T12:00:00Z}. */
    static final class Converter implements ITypeConverter<StartingPoint> {
        @Override
        public StartingPoint convert(String text) {
            try {
                return switch (text) {
                    case "earliest" -> EARLIEST;
                    case "latest" -> new StartingPoint(Edge.LATEST, null);
                    default -> new StartingPoint(Edge.LATEST, instant(text));
                };
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is no starting point:"
                        + " give earliest, latest, a day as 2026-01-31 or an instant as 2026-01-31T12:00:00Z");
            }
        }

        private static Instant instant(String text) {
            return text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        }
    }
}
