package io.sojourn.cli.demo;

import io.sojourn.cli.demo.Headline.Kind;
import io.sojourn.cli.demo.Headline.Sign;
import io.sojourn.ledger.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was decided so far: the figures, and the latest decisions made while somebody watched. For any thread. */
final class News {
    private static final int REMEMBERED = 200;

    /** @param mark the tag or care moment; empty for a stage, and for a warning, which may come with one */
    private record Occasion(String customerId, Instant at, String mark) {
        static Occasion of(Headline headline) {
            boolean alone = headline.kind() == Kind.TAG || headline.kind() == Kind.CARE;
            return new Occasion(headline.customerId(), headline.effectiveAt(), alone ? headline.what() : "");
        }
    }

    /** The oldest first. A change of stage and the warning that comes with it are one. */
    private final Map<Occasion, Headline> latest = new LinkedHashMap<>();

    private final List<Duration> latencies = new ArrayList<>();
    private @Nullable Instant watchedFrom;
    private long changes;
    private final Map<Kind, Long> live = new EnumMap<>(Kind.class);
    private long warningsOpen;

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
            long liveTags,
            long liveCare,
            List<Headline> latest,
            List<Duration> latencies) {

        /** What was decided because nothing happened; a warning comes with a change of stage, and is not counted twice. */
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
        if (headline.kind() == Kind.STAGE) {
            changes++;
        } else if (headline.kind() == Kind.WARNING) {
            warningsOpen += headline.sign() == Sign.RAISED ? 1 : -1;
        }
        if (isNews) {
            watched(headline);
        }
        return isNews;
    }

    private void watched(Headline headline) {
        if (headline.sign() != Sign.CLEARED) {
            live.merge(headline.kind(), 1L, Long::sum);
        }
        if (headline.kind() != Kind.WARNING && headline.bySilence()) {
            latencies.add(headline.latency());
        }
        remember(headline);
    }

    private void remember(Headline headline) {
        latest.merge(
                Occasion.of(headline),
                headline,
                (before, now) -> now.kind() == Kind.STAGE ? now.with(before.sign()) : before.with(now.sign()));
        if (latest.size() > REMEMBERED) {
            latest.remove(latest.keySet().iterator().next());
        }
    }

    synchronized Digest digest() {
        var newestFirst = new ArrayList<>(latest.values());
        Collections.reverse(newestFirst);
        var sorted = new ArrayList<>(latencies);
        Collections.sort(sorted);
        return new Digest(
                changes,
                live(Kind.STAGE),
                warningsOpen,
                live(Kind.WARNING),
                live(Kind.TAG),
                live(Kind.CARE),
                newestFirst,
                sorted);
    }

    private long live(Kind kind) {
        return live.getOrDefault(kind, 0L);
    }
}
