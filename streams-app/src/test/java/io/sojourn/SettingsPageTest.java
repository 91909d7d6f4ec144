package io.sojourn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The settings page is generated from {@link Setting}, so that it cannot drift. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "settings.md");
    private static final String REGENERATE =
            "mvn -pl streams-app -am test -Dtest=SettingsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dsojourn.write.docs=true";

    @Test
    void settings_page_says_what_the_code_says() throws Exception {
        if (Boolean.getBoolean("sojourn.write.docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/settings.md is generated. To write it anew: " + REGENERATE)
                .isEqualTo(page());
    }

    private static String page() {
        var rows = Stream.of(Setting.values()).map(SettingsPageTest::row).collect(Collectors.joining());
        return """
                # Settings 设置

                <!-- Generated from Setting.java; to write it anew:
                %s -->

                The strongest first: `--set key=value` on the command line, the environment, a `.properties` file
                (`--config FILE`, or the one `SOJOURN_CONFIG` names), the default. `sojourn config show` prints what is in
                force and where each value came from; secrets are hidden.

                优先级从高到低：命令行 `--set key=value`、环境变量、`.properties` 文件（`--config FILE` 或 `SOJOURN_CONFIG`）、默认值。

                Durations are written `100ms`, `1s`, `5m`, `2h`, `1d`; sizes `1000000`, `64MB`, `128MiB`.

                | key | environment | default | accepts | meaning | 含义 |
                |---|---|---|---|---|---|
                %s
                ## Passed through 透传

                | key | environment | goes to |
                |---|---|---|
                | `kafka.*` | `SOJOURN_KAFKA_*` | every Kafka client, so `kafka.security.protocol`, `kafka.sasl.jaas.config`, `kafka.ssl.truststore.location` … `kafka.bootstrap.servers` (default `localhost:9092`) is also `KAFKA_BOOTSTRAP_SERVERS` |
                | `streams.*` | `SOJOURN_STREAMS_*` | Kafka Streams, so `streams.num.standby.replicas` … Those that have a key above are refused here |
                | `schema.registry.*` | `SOJOURN_SCHEMA_REGISTRY_*` | the schema registry's client, so `schema.registry.basic.auth.user.info`, `schema.registry.ssl.truststore.location`, `schema.registry.auto.register.schemas` … `schema.registry.url` (default `http://localhost:8081`) is also `SCHEMA_REGISTRY_URL` |
                """.formatted(REGENERATE, rows);
    }

    private static String row(Setting setting) {
        return "| `%s` | `%s` | %s | %s | %s | %s |%n"
                .formatted(
                        setting.key(),
                        setting.variable(),
                        setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`",
                        setting.accepts(),
                        setting.about(),
                        setting.titleZh());
    }
}
