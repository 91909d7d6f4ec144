package io.sojourn.connectors.webhook;

import static io.sojourn.connectors.webhook.Samples.birthday;
import static io.sojourn.connectors.webhook.Samples.dormant;
import static io.sojourn.connectors.webhook.Samples.tagged;
import static io.sojourn.connectors.webhook.Samples.warned;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.decisions.Level;
import io.sojourn.decisions.StageTransition;
import io.sojourn.ledger.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Which decisions are posted. */
class WebhookFilterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofHours(25));

    @Test
    void without_a_word_all_that_is_live_and_fresh() {
        assertThat(wants(dormant("a", 1, NOW))).isTrue();
        assertThat(wants(warned("a", 1, Level.NOTICE, NOW, NOW.plusSeconds(1)))).isTrue();
        assertThat(wants(tagged("a", "vip", NOW))).isTrue();
        assertThat(wants(birthday("a", NOW))).isTrue();
    }

    @Test
    void history_is_for_those_who_ask_for_it() {
        StageTransition imported = StageTransition.newBuilder(dormant("a", 1, NOW))
                .setMode(Mode.BACKFILL)
                .build();
        assertThat(wants(imported)).isFalse();
        assertThat(wants(imported, WebhookSettings.MODES, "live, backfill")).isTrue();
    }

    @Test
    void a_decision_is_fresh_as_long_as_it_says_or_else_for_a_day() {
        assertThat(wants(dormant("a", 1, YESTERDAY))).isFalse();
        assertThat(wants(dormant("a", 1, YESTERDAY), WebhookSettings.MAX_AGE, "172800000"))
                .isTrue();
        assertThat(wants(dormant("a", 1, YESTERDAY), WebhookSettings.FRESH_ONLY, "false"))
                .isTrue();
        assertThat(wants(warned("a", 1, Level.NOTICE, YESTERDAY, NOW))).isTrue();
        assertThat(wants(warned("a", 1, Level.NOTICE, NOW, NOW.minusMillis(1)))).isFalse();
        assertThat(wants(birthday("a", YESTERDAY))).isTrue();
    }

    @Test
    void each_filter_asks_only_those_it_is_about() {
        assertThat(wants(dormant("a", 1, NOW), WebhookSettings.STAGES, "CHURNED,DORMANT"))
                .isTrue();
        assertThat(wants(dormant("a", 1, NOW), WebhookSettings.STAGES, "CHURNED"))
                .isFalse();
        assertThat(wants(dormant("a", 1, NOW), WebhookSettings.LADDERS, "reference"))
                .isTrue();
        assertThat(wants(dormant("a", 1, NOW), WebhookSettings.LADDERS, "retail-five"))
                .isFalse();
        assertThat(wants(tagged("a", "vip", NOW), WebhookSettings.TAGS, "vip")).isTrue();
        assertThat(wants(tagged("a", "vip", NOW), WebhookSettings.TAGS, "high-intent"))
                .isFalse();
        SpecificRecord loud = warned("a", 1, Level.CRITICAL, NOW, NOW.plusSeconds(1));
        assertThat(wants(loud, WebhookSettings.LEVELS, "warning,critical")).isTrue();
        assertThat(wants(loud, WebhookSettings.LEVELS, "notice")).isFalse();
        assertThat(wants(loud, WebhookSettings.STAGES, "CHURNED")).isTrue();
        assertThat(wants(tagged("a", "vip", NOW), WebhookSettings.LEVELS, "notice"))
                .isTrue();
    }

    private static boolean wants(SpecificRecord record, String... setting) {
        Map<String, String> settings = Worker.settings("http://127.0.0.1:1/");
        for (int i = 0; i < setting.length; i += 2) {
            settings.put(setting[i], setting[i + 1]);
        }
        return new WebhookSettings(settings).wanted().wants(new Decision(record), NOW);
    }
}
