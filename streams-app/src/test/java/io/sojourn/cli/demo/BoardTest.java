package io.sojourn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.decisions.Cause;
import io.sojourn.ledger.Mode;
import io.sojourn.policy.ReferencePolicy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Instant DEADLINE = Instant.parse("2026-11-23T18:03:11.042Z");

    @Test
    void shows_every_stage_in_both_languages_with_its_population() {
        assertThat(board(100, 40))
                .contains("Customer lifecycle 客户生命周期  1,000 customers")
                .containsPattern("Prospect 潜在客户 +200 ")
                .containsPattern("Dormant 沉默客户 +800 ")
                .containsPattern("Loyal 忠诚客户 +0 ");
    }

    @Test
    void tells_a_decision_with_its_instant_its_reason_and_how_late_it_was_known() {
        assertThat(board(120, 40))
                .contains("18:03:11.042 +412 ms  c-002811    Active → Dormant 沉默客户 ")
                .contains("silence('order') >= days(90) (is 90d)");
    }

    @Test
    void says_where_to_look_closer() {
        assertThat(board(100, 40))
                .contains("http://127.0.0.1:8080/customers/c-002811")
                .contains("127.0.0.1:9092")
                .contains("http://127.0.0.1:8081");
    }

    @Test
    void says_whole_on_a_narrow_terminal_how_an_order_is_sent() {
        assertThat(board(80, 24)).endsWith("""
                curl -u demo: http://127.0.0.1:65535/v1/track -d '{"userId":"you","event":
                "Order Completed","properties":{"order_id":"'$(date +%s)'","total":60}}'""");
    }

    @Test
    void never_outgrows_the_terminal() {
        for (int height = 5; height < 60; height++) {
            assertThat(Board.draw(picture(60), 72, height))
                    .hasSizeLessThanOrEqualTo(height)
                    .allMatch(line -> line.columnLength() <= 72);
        }
    }

    @Test
    void fills_a_tall_terminal_with_the_latest_decisions_first() {
        var lines = Board.draw(picture(60), 100, 30);
        assertThat(lines).hasSize(30);
        assertThat(lines.toString()).contains("c-002811").doesNotContain("c-002870");
    }

    @Test
    void leaves_out_the_second_language_where_the_reason_would_not_fit() {
        assertThat(board(80, 40))
                .contains("Active → Dormant     silence('order')")
                .doesNotContain("→ Dormant 沉默客户");
    }

    @Test
    void a_pipe_gets_a_line_for_each_decision() {
        var written = new StringWriter();
        new PlainScreen(new PrintWriter(written)).tell(silence(2811, Mode.LIVE));

        assertThat(written.toString().lines())
                .containsExactly("18:03:11.042 +412 ms  c-002811    Active → Dormant 沉默客户       "
                        + "silence('order') >= days(90) (is 90d)");
    }

    private static String board(int width, int height) {
        return Board.draw(picture(1), width, height).stream()
                .map(AttributedString::toString)
                .collect(Collectors.joining("\n"));
    }

    private static Picture picture(int decisions) {
        var news = new News();
        news.watchedFrom(DEADLINE.minusSeconds(60));
        for (int i = decisions - 1; i >= 0; i--) {
            news.tell(silence(2811 + i, Mode.LIVE));
        }
        var policy = ReferencePolicy.overDays(365);
        return new Picture(
                "live",
                DEADLINE.plusSeconds(3),
                Duration.ofSeconds(83),
                policy,
                Map.of(policy.ladders().get(0).id(), Map.of("PROSPECT", 200L, "DORMANT", 800L)),
                news.digest(),
                4711,
                21.4,
                Duration.ofMillis(600),
                new Picture.Addresses(
                        "http://127.0.0.1:8080",
                        "127.0.0.1:9092",
                        "http://127.0.0.1:8081",
                        "http://127.0.0.1:65535",
                        "demo"),
                null);
    }

    private static Headline silence(int customer, Mode mode) {
        return new Headline(
                "c-00" + customer,
                Headline.Kind.STAGE,
                "Active → Dormant",
                "沉默客户",
                Headline.Sign.NONE,
                "silence('order') >= days(90) (is 90d)",
                Cause.SILENCE,
                mode,
                DEADLINE,
                DEADLINE.plusMillis(412));
    }
}
