package io.sojourn.proof.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Time that passes while nobody looks, or jumps. */
final class Times {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));
    private static final Duration BETWEEN_JUMPS = Duration.ofSeconds(4);

    private Times() {}

    /** The instance is away until every deadline has passed; who ordered in time must not be found silent. */
    static Plot asleep() {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            site.instance(0).stop();
            site.at(site.script().horizon());
            site.awaitSent();
            site.instance(0).start();
        });
    }

    /** The clock of the instance's machine leaps a day ahead, a day back, and comes right again. */
    static Plot jumps() {
        return site -> {
            Path library = LIBRARIES.stream()
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new SkippedException("libfaketime is not installed"));
            Path offset = site.dir().resolve("offset");
            write(offset, "+0");
            site.instance(0)
                    .withEnvironment(Map.of(
                            "LD_PRELOAD",
                            library.toString(),
                            "FAKETIME_TIMESTAMP_FILE",
                            offset.toAbsolutePath().toString(),
                            "FAKETIME_CACHE_DURATION",
                            "1",
                            "FAKETIME_DONT_FAKE_MONOTONIC",
                            "1",
                            "DONT_FAKE_MONOTONIC",
                            "1"));
            site.open(1);
            for (String each : List.of("+1d", "-1d", "+0")) {
                Crashes.awaitWork(site);
                write(offset, each);
                site.after(BETWEEN_JUMPS);
                Path log = site.dir().resolve("instance-0.log");
                site.found("its clock did jump", each.equals("+0") || datesIn(log) > 1);
            }
        };
    }

    /** How many days the log has lines of. */
    private static long datesIn(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(Times::date)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .count();
    }

    private static @Nullable String date(String line) {
        return line.matches("\\d{4}-\\d{2}-\\d{2}T.*") ? line.substring(0, 10) : null;
    }

    /** At once, so that nobody reads half of it. */
    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.writeString(draft, text + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
