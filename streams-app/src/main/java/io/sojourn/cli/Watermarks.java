package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.ledger.Watermark;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the topic `watermarks` says now: how far each intake task has come, and which imports hold the clock. */
final class Watermarks {

    /**
     * The latest report of one source.
     *
     * @param source intake task {@code 0}…, or {@code import:ID}
     * @param of how many intake tasks there are; 0 for an import
     * @param at the instant promised or held; null when an import has released the clock
     * @param reportedAt when the broker received the report
     */
    record Report(String source, int of, @Nullable Instant at, Instant reportedAt) {
        boolean isImport() {
            return of == 0;
        }

        boolean holds() {
            return isImport() && at != null;
        }
    }

    private final Map<String, Report> latest = new TreeMap<>();

    Watermarks(Collection<Report> reports) {
        reports.forEach(report -> latest.put(report.source(), report));
    }

    /** Reads the topic from its beginning to its end. */
    static Watermarks read(Settings settings, WireFormat wire) {
        var latest = new TreeMap<String, Report>();
        try (var reader = new TopicReader(settings, Topics.WATERMARKS, StartingPoint.EARLIEST)) {
            reader.readToTheEnd(record -> {
                if (record.value() != null && wire.decode(record.topic(), record.value()) instanceof Watermark mark) {
                    var reportedAt = Instant.ofEpochMilli(record.timestamp());
                    latest.put(mark.getSource(), new Report(mark.getSource(), mark.getOf(), mark.getAt(), reportedAt));
                }
                return true;
            });
        }
        return new Watermarks(latest.values());
    }

    List<Report> all() {
        return List.copyOf(latest.values());
    }

    /** The imports that hold the clock. */
    List<Report> holds() {
        return latest.values().stream().filter(Report::holds).toList();
    }

    /** The intake tasks as of the latest report, so without those of an earlier partition count. */
    List<Report> tasks() {
        int of = tasksExpected();
        return latest.values().stream()
                .filter(report -> !report.isImport() && report.of() == of)
                .toList();
    }

    /** How many intake tasks must report; 0 when none ever did. */
    int tasksExpected() {
        return latest.values().stream()
                .filter(report -> !report.isImport())
                .max((a, b) -> a.reportedAt().compareTo(b.reportedAt()))
                .map(Report::of)
                .orElse(0);
    }

    /** Where the clock stands: the least of all tasks and holds; empty while a task has not reported yet. */
    Optional<Instant> clock() {
        if (tasksExpected() == 0 || tasks().size() < tasksExpected()) {
            return Optional.empty();
        }
        return latest.values().stream()
                .filter(report -> report.holds() || tasks().contains(report))
                .map(Report::at)
                .filter(at -> at != null)
                .min(Instant::compareTo);
    }
}
