package io.sojourn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sojourn.cli.demo.Headline.Kind;
import io.sojourn.cli.demo.Headline.Sign;
import io.sojourn.decisions.Cause;
import io.sojourn.ledger.Mode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewsTest {
    private static final Instant OPENED = Instant.parse("2026-11-23T18:00:00Z");
    private static final Instant LATER = OPENED.plusSeconds(60);

    private final News news = new News();

    @Test
    void history_is_counted_but_no_news() {
        news.watchedFrom(OPENED);
        assertThat(news.tell(change(LATER, Mode.BACKFILL))).isFalse();
        assertThat(news.digest().changes()).isEqualTo(1);
        assertThat(news.digest().liveChanges()).isZero();
        assertThat(news.digest().latest()).isEmpty();
    }

    @Test
    void what_became_true_before_anybody_watched_is_no_news_either() {
        assertThat(news.tell(change(LATER, Mode.LIVE))).isFalse();
        news.watchedFrom(OPENED);
        assertThat(news.tell(change(OPENED.minusMillis(1), Mode.LIVE))).isFalse();
        assertThat(news.tell(change(OPENED, Mode.LIVE))).isTrue();
        assertThat(news.digest().changes()).isEqualTo(3);
        assertThat(news.digest().liveSilences()).isEqualTo(1);
        assertThat(news.digest().latencies()).containsExactly(Duration.ofMillis(300));
    }

    @Test
    void a_change_and_its_warning_are_one_headline_whichever_comes_first() {
        news.watchedFrom(OPENED);
        news.tell(change(LATER, Mode.LIVE));
        news.tell(warning(LATER, Sign.RAISED));
        news.tell(warning(LATER.plusSeconds(1), Sign.CLEARED));
        news.tell(change(LATER.plusSeconds(1), Mode.LIVE));

        assertThat(news.digest().latest())
                .extracting(Headline::what, Headline::sign)
                .containsExactly(tuple("Active → Dormant", Sign.CLEARED), tuple("Active → Dormant", Sign.RAISED));
        assertThat(news.digest().warningsOpen()).isZero();
    }

    @Test
    void tags_and_care_moments_of_one_instant_are_headlines_of_their_own() {
        news.watchedFrom(OPENED);
        news.tell(headline(LATER, Kind.TAG, "High intent", Sign.ADDED, Mode.LIVE));
        news.tell(headline(LATER, Kind.TAG, "Medium intent", Sign.REMOVED, Mode.LIVE));
        news.tell(headline(LATER, Kind.CARE, "Call back", Sign.DUE, Mode.LIVE));
        news.tell(change(LATER, Mode.LIVE));

        News.Digest digest = news.digest();
        assertThat(digest.latest())
                .extracting(Headline::what)
                .containsExactly("Active → Dormant", "Call back", "Medium intent", "High intent");
        assertThat(digest.liveTags()).isEqualTo(2);
        assertThat(digest.liveCare()).isEqualTo(1);
        assertThat(digest.liveSilences()).isEqualTo(4);
    }

    @Test
    void median_and_worst_latency_are_of_the_changes_watched() {
        news.watchedFrom(OPENED);
        assertThat(news.digest().medianLatency()).isZero();
        news.tell(change(LATER, Mode.LIVE));
        news.tell(change(LATER.plusMillis(1), Mode.LIVE));
        assertThat(news.digest().medianLatency()).isEqualTo(Duration.ofMillis(300));
        assertThat(news.digest().worstLatency()).isEqualTo(Duration.ofMillis(300));
    }

    private static Headline change(Instant at, Mode mode) {
        return headline(at, Kind.STAGE, "Active → Dormant", Sign.NONE, mode);
    }

    private static Headline warning(Instant at, Sign alarm) {
        return headline(at, Kind.WARNING, "Churn warning", alarm, Mode.LIVE);
    }

    private static Headline headline(Instant at, Kind kind, String what, Sign alarm, Mode mode) {
        return new Headline(
                "c-1", kind, what, "", alarm, "silence('order') >= 90d", Cause.SILENCE, mode, at, at.plusMillis(300));
    }
}
