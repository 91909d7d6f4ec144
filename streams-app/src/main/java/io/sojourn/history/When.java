package io.sojourn.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sojourn.yaml.TimePatterns;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When it happened: a column and how it is written.
 *
 * @param patterns as the mapping has them
 * @param written the same, to read by
 */
public record When(String column, List<String> patterns, TimePatterns written) {

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
        this(column, patterns, TimePatterns.of(patterns, zone));
        Mapping.refuseUnless(!patterns.isEmpty(), "'patterns' needs at least one, for example \"yyyy-MM-dd HH:mm:ss\"");
    }

    /** The instant, to the millisecond as the ledger holds it, or empty where no pattern fits. */
    Optional<Instant> read(String text) {
        return written.read(text);
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
