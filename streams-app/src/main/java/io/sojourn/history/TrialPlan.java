package io.sojourn.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to try and how.
 *
 * @param until the last instant to take, and the one the answer is about; null means the last event's
 * @param partitions of the ledger
 * @param threads of the pipeline
 * @param out the folder the answers are written to; made if need be
 */
public record TrialPlan(
        Path file,
        MappingFile mapping,
        @Nullable Instant until,
        Duration tickEvery,
        int partitions,
        int threads,
        Duration commitInterval,
        Path out) {
    public TrialPlan {
        Mapping.refuseUnless(partitions >= 1 && partitions <= 64, "--partitions is 1 to 64");
        Mapping.refuseUnless(threads >= 1 && threads <= 64, "--threads is 1 to 64");
    }
}
