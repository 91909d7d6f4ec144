package io.sojourn.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an import ended.
 *
 * @param tally of the file; null where it was not read because all of it was imported before
 * @param resumedAt entries that an earlier run had committed
 * @param ticks instants written to every partition, the closing one counted
 * @param closedAt the closing tick; null where none was written
 */
public record ImportOutcome(
        Kind kind,
        @Nullable Tally tally,
        long resumedAt,
        long events,
        long guests,
        long refused,
        long ticks,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Instant closedAt,
        Duration took) {
    /** What this run did. */
    public enum Kind {
        /** Wrote the file, or the rest of it. */
        IMPORTED,
        /** Found all of it in the ledger and wrote nothing. */
        NOTHING_TO_DO,
        /** Found all of it in the ledger and let the clock go, which an earlier run had left held. */
        RELEASED
    }

    static ImportOutcome without(Kind kind, Duration took) {
        return new ImportOutcome(kind, null, 0, 0, 0, 0, 0, null, null, null, took);
    }

    /** The fates of rows and orders, where the file was read. */
    public Optional<Tally> fates() {
        return Optional.ofNullable(tally);
    }
}
