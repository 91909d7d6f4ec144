package io.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file is sound, pinned, and open to this machine only. */
class ComposeFileTest {
    private static final Path FILE = Page.ROOT.resolve("docker-compose.yml");
    private static final Path HOUSE = Page.ROOT.resolve("docs/examples/house");

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
            assertThat(service.path("image").asText()).matches("[a-z0-9./-]+:v?\\d+(\\.\\d+)+");
            service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void the_broker_is_of_the_version_we_build_with() throws IOException {
        JsonNode file = new YAMLMapper().readTree(FILE.toFile());
        assertThat(file.path("services").path("kafka").path("image").asText())
                .isEqualTo("apache/kafka:" + org.apache.kafka.common.utils.AppInfoParser.getVersion());
    }

    @Test
    void whatever_is_mounted_is_there() throws IOException {
        for (JsonNode service : services()) {
            for (JsonNode volume : service.path("volumes")) {
                String from = volume.asText().substring(0, volume.asText().indexOf(':'));
                if (from.startsWith(".")) {
                    assertThat(Page.ROOT.resolve(from)).isRegularFile();
                }
            }
        }
    }

    @Test
    void connectors_find_in_the_environment_what_their_files_name() throws IOException {
        Path connect = Page.ROOT.resolve("docs/examples/connect");
        JsonNode environment = services().path("connect").path("environment");
        for (String file : List.of("worker.properties", "postgres-source.properties")) {
            Matcher name =
                    Pattern.compile("(?m)^[^#\\n]*\\$\\{env:(\\w+)}").matcher(Files.readString(connect.resolve(file)));
            while (name.find()) {
                assertThat(environment.has(name.group(1))).as(name.group(1)).isTrue();
            }
        }
    }

    @Test
    void prometheus_asks_services_that_are_there() throws IOException {
        JsonNode asked =
                new YAMLMapper().readTree(HOUSE.resolve("prometheus.yml").toFile());
        List<String> targets = asked.findValues("targets").stream()
                .flatMap(each -> StreamSupport.stream(each.spliterator(), false))
                .map(JsonNode::asText)
                .toList();
        assertThat(targets).containsExactly("sojourn:8080", "collector:8090");
        for (String target : targets) {
            String service = target.substring(0, target.indexOf(':'));
            assertThat(services().path(service).path("ports").get(0).asText())
                    .endsWith(target.substring(service.length()));
        }
    }

    @Test
    void the_board_shows_metrics_that_are_there_from_the_source_that_is_there() throws IOException {
        String board = Files.readString(HOUSE.resolve("board.json"));
        String documented = Files.readString(Page.ROOT.resolve("docs/metrics.md"))
                + Files.readString(Page.ROOT.resolve("docs/collector.md"));
        List<String> metrics = Pattern.compile("sojourn_\\w+")
                .matcher(board)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(metrics)
                .hasSizeGreaterThan(10)
                .allSatisfy(metric -> assertThat(documented).contains("`" + metric + "`"));
        JsonNode read = new ObjectMapper().readTree(board);
        String source = new YAMLMapper()
                .readTree(HOUSE.resolve("grafana-source.yml").toFile())
                .path("datasources")
                .path(0)
                .path("uid")
                .asText();
        assertThat(read.findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.path("uid").asText()).isEqualTo(source));
        assertThat(read.findValuesAsText("title"))
                .allMatch(title -> title.matches(".*[a-z].* \\p{IsHan}.*"), "is in English and Chinese");
    }

    private static JsonNode services() throws IOException {
        return new YAMLMapper().readTree(FILE.toFile()).path("services");
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
