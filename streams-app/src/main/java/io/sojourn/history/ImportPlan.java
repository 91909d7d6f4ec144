package io.sojourn.history;

import io.sojourn.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to import and how.
 *
 * @param id names the import: its progress is kept under it, and of two with one id only the later goes on
 * @param until the last instant to take, and the closing tick's; null takes all and closes at the last event
 * @param tickEvery how far the ticks of the past are apart
 * @param holdClock leave the clock held at the end, for more history to come
 * @param restart forget the progress of an earlier run under this id
 */
public record ImportPlan(
        String id,
        Path file,
        MappingFile mapping,
        @Nullable Instant until,
        Duration tickEvery,
        boolean holdClock,
        boolean restart) {
    private static final Duration DAY = Duration.ofDays(1);

    public ImportPlan {
        Mapping.refuseUnless(
                id.matches("[A-Za-z0-9._-]{1,120}"), "an import's id is 1 to 120 of letters, digits, '.', '_' and '-'");
        if (!Files.isReadable(file)) {
            throw new FileRefusedException(file + " cannot be read", null);
        }
    }

    /** Of a whole file, with a tick a day; its id is the shop's and the file's name. */
    public static ImportPlan of(Path file, MappingFile mapping, @Nullable Instant until) {
        return new ImportPlan(idOf(file, mapping), file, mapping, until, DAY, false, false);
    }

    /** The id an import has unless it is given one. */
    public static String idOf(Path file, MappingFile mapping) {
        String name = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "-");
        return mapping.mapping().source() + "-" + (name.length() <= 50 ? name : name.substring(0, 50));
    }

    /** What must be the same for an import to be the same. */
    String fingerprint(Settings settings) throws IOException {
        return "file=" + Sha256.of(file) + " mapping=" + mapping.hash() + " until=" + (until == null ? "end" : until)
                + " tick-every=" + tickEvery + " currency=" + settings.currency()
                + " max-ahead=" + settings.maxAhead() + " max-event-bytes=" + settings.maxEventBytes();
    }
}
