package io.sojourn.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** What {@code docs/webhooks.md} shows is what there is. */
class WebhookPageTest {
    private static final Path PAGE = Path.of("..", "docs", "webhooks.md");
    private static final Path SHIPPED = Path.of("..", "docs", "examples", "connect", "webhook-sink.properties");
    private static final Pattern SETTINGS =
            Pattern.compile("(?s)(<!-- settings: begin\\..*?-->\n).*(<!-- settings: end -->)");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)(<!-- example -->\n).*?(<!-- example: end -->)");

    @Test
    void the_page_shows_settings_and_event_as_they_are() throws IOException {
        String written = Files.readString(PAGE);
        String anew = put(put(written, SETTINGS, settings()), EXAMPLE, "```json\n" + example() + "\n```\n");
        if (Boolean.getBoolean("sojourn.write.docs")) {
            Files.writeString(PAGE, anew);
        }
        assertThat(Files.readString(PAGE))
                .as("parts of docs/webhooks.md are generated; the page says how to write them anew")
                .isEqualTo(anew)
                .contains("| `webhook.url` |", "\"specversion\" : \"1.0\"");
    }

    @Test
    void the_shipped_configuration_needs_nothing_but_the_environment() throws IOException {
        Properties shipped = new Properties();
        try (Reader file = Files.newBufferedReader(SHIPPED)) {
            shipped.load(file);
        }
        Map<String, String> environment = Map.of(
                "${env:WEBHOOK_URL}", "https://shop.example/hooks/sojourn",
                "${env:WEBHOOK_SECRET}", Worker.SECRET,
                "${env:SCHEMA_REGISTRY_URL}", "http://localhost:8081");
        Map<String, String> settings = shipped.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> environment.getOrDefault(shipped.getProperty(name), shipped.getProperty(name))));
        assertThat(new WebhookSettings(settings).wanted().freshOnly()).isTrue();
        assertThat(settings).containsEntry("connector.class", WebhookSinkConnector.class.getName());
    }

    private static String put(String page, Pattern place, String text) {
        return place.matcher(page)
                .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + text + found.group(2)));
    }

    private static String settings() {
        return "| setting | default | |\n|---|---|---|\n"
                + WebhookSettings.DEFINITION.configKeys().values().stream()
                        .map(key -> "| `%s` | %s | %s |\n".formatted(key.name, defaultOf(key), key.documentation))
                        .collect(Collectors.joining());
    }

    private static String defaultOf(ConfigKey key) {
        if (key.type == ConfigDef.Type.PASSWORD) {
            return "";
        } else if (!key.hasDefault()) {
            return "**has to be set**";
        }
        String value = ConfigDef.convertToString(key.defaultValue, key.type);
        return value == null || value.isEmpty() ? "" : "`" + value + "`";
    }

    private static String example() throws IOException {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        byte[] event = CloudEvent.of(
                new Decision(Samples.dormant("c-001546", 3, Instant.parse("2026-03-01T19:12:27.899Z"))), "sojourn");
        return mapper.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                .writeValueAsString(mapper.readTree(event));
    }
}
