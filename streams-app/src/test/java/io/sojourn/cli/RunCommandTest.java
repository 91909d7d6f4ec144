package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as a process of its own, since its end is what is asked about. */
class RunCommandTest {

    private static final Pattern ADDRESS = Pattern.compile("listening url=\"(http://127\\.0\\.0\\.1:\\d+)\"");
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    @TempDir
    Path dir;

    @Test
    void runs_until_told_to_stop_then_leaves_the_group_and_ends_well() throws Exception {
        try (var broker = EmbeddedBroker.start(dir.resolve("broker"));
                var registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var log = dir.resolve("run.log");
            var run = start(log, broker.bootstrapServers(), registry.url());
            try {
                await().atMost(TWO_MINUTES)
                        .until(() -> ADDRESS.matcher(read(log)).find() || !run.isAlive());
                var address = ADDRESS.matcher(read(log));
                assertThat(address.find()).as(read(log)).isTrue();
                await().atMost(TWO_MINUTES).until(() -> status(address.group(1) + "/health/ready") == 200);
                assertThat(members(admin)).isPositive();

                run.destroy(); // SIGTERM

                assertThat(run.waitFor(1, TimeUnit.MINUTES)).as(read(log)).isTrue();
                assertThat(run.exitValue()).as(read(log)).isEqualTo(ExitCode.OK);
                assertThat(members(admin)).isZero();
                assertThat(read(log)).contains("Stopped");
            } finally {
                run.destroyForcibly();
            }
        }
    }

    @Test
    void without_a_broker_it_says_so() {
        var run = Cli.run("run", "--set", "kafka.bootstrap.servers=no.such.host.invalid:9092");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains("No broker answers").doesNotContain("\tat ");
    }

    private Process start(Path log, String bootstrapServers, String registry) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--set=kafka.bootstrap.servers=" + bootstrapServers,
                "--set=schema.registry.url=" + registry,
                "--set=state.dir=" + dir.resolve("state"),
                "--set=http.port=0");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static int members(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of("sojourn")).all().get().values().stream()
                .mapToInt(group -> group.members().size())
                .sum();
    }

    private static int status(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static String read(Path log) throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
