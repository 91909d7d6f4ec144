package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What our settings become for Kafka Streams. */
class StreamsSettingsTest {
    private static final Map<String, Integer> TRANSACTION_BY_COMMIT =
            Map.of("100ms", 10_000, "10s", 30_000, "10m", 900_000);

    @Test
    void a_transaction_may_stay_open_for_longer_than_a_commit_interval() {
        TRANSACTION_BY_COMMIT.forEach((commit, transaction) -> assertThat(StreamsSettings.from(
                        Settings.defaults().with("commit.interval.behind", "1s").with("commit.interval", commit)))
                .containsEntry("producer.transaction.timeout.ms", transaction));
    }

    @Test
    void the_longer_of_both_intervals_is_the_one_of_kafka_streams() {
        Settings settings = Settings.defaults().with("commit.interval", "200ms").with("commit.interval.behind", "3s");
        assertThat(StreamsSettings.from(settings)).containsEntry("commit.interval.ms", 3_000L);
        assertThat(StreamsSettings.from(settings.with("commit.interval", "4s")))
                .containsEntry("commit.interval.ms", 4_000L);
    }

    @Test
    void no_fetch_waits_for_longer_than_a_letter_takes() {
        assertThat(StreamsSettings.from(Settings.defaults().with("commit.interval", "40ms")))
                .containsEntry("main.consumer.fetch.max.wait.ms", 120);
        assertThat(StreamsSettings.from(Settings.defaults().with("commit.interval", "10s")))
                .containsEntry("main.consumer.fetch.max.wait.ms", 500);
    }

    @Test
    void what_is_said_of_every_kafka_client_wins_over_what_we_say_of_one_kind() {
        Settings settings =
                Settings.defaults().with("kafka.compression.type", "zstd").with("kafka.fetch.max.wait.ms", "10");
        assertThat(StreamsSettings.from(settings))
                .containsEntry("compression.type", "zstd")
                .containsEntry("fetch.max.wait.ms", "10")
                .doesNotContainKeys("producer.compression.type", "main.consumer.fetch.max.wait.ms");
    }
}
