package io.sojourn.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What came of a trial.
 *
 * @param asOf the instant the answers are about
 * @param stages customers by {@code ladder}, then stage
 * @param rows rows by file name
 */
public record TrialOutcome(
        Tally tally,
        Instant asOf,
        long customers,
        Map<String, Map<String, Long>> stages,
        Map<String, Long> rows,
        Path out,
        Duration took) {}
