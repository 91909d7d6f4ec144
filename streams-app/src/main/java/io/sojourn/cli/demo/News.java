package io.sojourn.cli.demo;

import io.sojourn.cli.demo.Headline.Alarm;
import io.sojourn.ledger.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was decided so far: the figures, and the latest decisions made while somebody watched. For any thread. */
final class News {
    private static final int REMEMBERED = 200;

    private record Occasion(String customerId, Instant at) {}

    /** The oldest first. A change of stage and the warning that comes with it are one. */
    private final Map<Occasion, Headline> latest = new LinkedHashMap<>();

    private final List<Duration> latencies = new ArrayList<>();
    private @Nullable Instant watchedFrom;
    private long changes;
    private long liveChanges;
    private long warningsOpen;
    private long liveWarnings;

    /**
     * The figures at a moment; {@code live…} are those of what became true while somebody watched.
     *
     * @param latest the newest first
     * @param latencies of the silences among them, sorted
     */
    record Digest(
            long changes,
            long liveChanges,
            long warningsOpen,
            long liveWarnings,
            List<Headline> latest,
            List<Duration> latencies) {

        /** Changes of stage that were decided because nothing happened. */
        int liveSilences() {
            return latencies.size();
        }

        Duration medianLatency() {
            return latencies.isEmpty() ? Duration.ZERO : latencies.get(latencies.size() / 2);
        }

        Duration worstLatency() {
            return latencies.isEmpty() ? Duration.ZERO : latencies.get(latencies.size() - 1);
        }
    }

    /** From here on somebody watches. What became true before was known late because the import held the clock. */
    synchronized void watchedFrom(Instant instant) {
        watchedFrom = instant;
    }

    /** Returns whether it is news for those who watch. */
    synchronized boolean tell(Headline headline) {
        var isNews = headline.mode() == Mode.LIVE
                && watchedFrom != null
                && !headline.effectiveAt().isBefore(watchedFrom);
        if (headline.change()) {
            changes++;
        } else {
            warningsOpen += headline.alarm() == Alarm.RAISED ? 1 : -1;
        }
        if (isNews) {
            watched(headline);
        }
        return isNews;
    }

    private void watched(Headline headline) {
        if (!headline.change()) {
            liveWarnings += headline.alarm() == Alarm.RAISED ? 1 : 0;
        } else {
            liveChanges++;
            if (headline.bySilence()) {
                latencies.add(headline.latency());
            }
        }
        remember(headline);
    }

    private void remember(Headline headline) {
        var occasion = new Occasion(headline.customerId(), headline.effectiveAt());
        latest.merge(
                occasion,
                headline,
                (before, now) -> now.change() ? now.with(before.alarm()) : before.with(now.alarm()));
        if (latest.size() > REMEMBERED) {
            latest.remove(latest.keySet().iterator().next());
        }
    }

    synchronized Digest digest() {
        var newestFirst = new ArrayList<>(latest.values());
        Collections.reverse(newestFirst);
        var sorted = new ArrayList<>(latencies);
        Collections.sort(sorted);
        return new Digest(changes, liveChanges, warningsOpen, liveWarnings, newestFirst, sorted);
    }
}
