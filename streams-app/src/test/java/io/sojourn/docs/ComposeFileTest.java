package io.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file is sound, pinned, and open to this machine only. */
class ComposeFileTest {
    private static final Path FILE = Page.ROOT.resolve("docker-compose.yml");

    @TempDir
    Path dir;

    @Test
    void docker_compose_takes_it() throws Exception {
        Optional<List<String>> compose = compose();
        Assumptions.assumeTrue(compose.isPresent(), "skipped: there is neither docker-compose nor docker compose here");
        Process config = run(
                Stream.concat(compose.get().stream(), Stream.of("-f", FILE.toString(), "config"))
                        .toList(),
                "config");
        assertThat(config.exitValue())
                .as("docker-compose config, see " + dir.resolve("config"))
                .isZero();
    }

    @Test
    void images_are_pinned_and_ports_are_of_this_machine_only() throws IOException {
        JsonNode file = new YAMLMapper().readTree(FILE.toFile());
        assertThat(file.has("name"))
                .as("docker-compose 1.29 knows no top-level name")
                .isFalse();
        assertThat(file.path("services").size()).isPositive();
        for (JsonNode service : file.path("services")) {
            assertThat(service.path("image").asText()).matches("[a-z0-9./-]+:\\d+\\.\\d+\\.\\d+");
            assertThat(service.path("ports").size()).isPositive();
            service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void the_broker_is_of_the_version_we_build_with() throws IOException {
        JsonNode file = new YAMLMapper().readTree(FILE.toFile());
        assertThat(file.path("services").path("kafka").path("image").asText())
                .isEqualTo("apache/kafka:" + org.apache.kafka.common.utils.AppInfoParser.getVersion());
    }

    private Optional<List<String>> compose() throws InterruptedException {
        for (List<String> candidate : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            try {
                if (run(Stream.concat(candidate.stream(), Stream.of("version")).toList(), "version")
                                .exitValue()
                        == 0) {
                    return Optional.of(candidate);
                }
            } catch (IOException notInstalled) {
                // The other one may be.
            }
        }
        return Optional.empty();
    }

    private Process run(List<String> command, String output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve(output).toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES))
                .as(command + " answers")
                .isTrue();
        return process;
    }
}
