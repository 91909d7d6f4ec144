package io.sojourn.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong setting is refused with its name and what to do, and no secret is shown. */
class WebhookSettingsTest {
    private static final String HUSH = "hush";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    webhook.url                                     | https://me:hush@shop.example/    | take it out
                    webhook.url                                     | shop.example/hush                | give an address like https://
                    webhook.url                                     | ftp://shop.example/hush          | give an address like https://
                    webhook.url                                     | https://shop example/hush        | give one like https://
                    webhook.secrets                                 | whsec_hush                       | make it of 24 to 64 random
                    webhook.secrets                                 | hush                             | put that before
                    webhook.source                                  | a b                              | write it like /shops/42
                    modes                                           | LIVE,DEAD                        | LIVE, BACKFILL, REPLAY
                    modes                                           | ''                               | nothing would be posted
                    filter.levels                                   | loud                             | NOTICE, WARNING, CRITICAL
                    max.in.flight                                   | 0                                | at least 1
                    request.timeout.ms                              | soon                             | request.timeout.ms
                    errors.tolerance                                | none                             | set it to all
                    errors.deadletterqueue.topic.name               | ''                               | non-empty
                    errors.deadletterqueue.context.headers.enable   | false                            | set it to true
                    """)
    void a_wrong_value_is_refused(String name, String value, String advice) {
        Map<String, String> settings = Worker.settings("https://shop.example/hooks");
        settings.put(name, value);
        assertThatThrownBy(() -> new WebhookSettings(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(advice)
                .message()
                .doesNotContain(HUSH);
    }

    @Test
    void clear_text_has_to_be_allowed() {
        Map<String, String> settings = Worker.settings("http://shop.example/hush");
        settings.remove(WebhookSettings.ALLOW_HTTP);
        assertThatThrownBy(() -> new WebhookSettings(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("allow.http=true")
                .message()
                .doesNotContain(HUSH);
    }

    @Test
    void without_a_secret_nothing_is_sent() {
        Map<String, String> settings = Worker.settings("https://shop.example/");
        settings.remove(WebhookSettings.SECRETS);
        assertThatThrownBy(() -> new WebhookSettings(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("webhook.secrets.file");
        settings.put(WebhookSettings.SECRETS_FILE, "/no/such/file");
        assertThatThrownBy(() -> new WebhookSettings(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("/no/such/file")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void connect_finds_the_plugin_and_each_task_gets_all_settings() {
        SinkConnector found = StreamSupport.stream(
                        ServiceLoader.load(SinkConnector.class).spliterator(), false)
                .filter(WebhookSinkConnector.class::isInstance)
                .findFirst()
                .orElseThrow();
        Map<String, String> settings = Worker.settings("https://shop.example/");
        found.start(settings);
        assertThat(found.taskConfigs(3))
                .hasSize(3)
                .allSatisfy(task -> assertThat(task).isEqualTo(settings));
        assertThat(found.taskClass()).isEqualTo(WebhookSinkTask.class);
        assertThat(found.validate(settings).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }
}
