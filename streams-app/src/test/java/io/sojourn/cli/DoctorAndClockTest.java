package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.ledger.Watermark;
import io.sojourn.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} and {@code clock} against a real broker. */
class DoctorAndClockTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    static Path dir;

    static BrokerOfTests broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new BrokerOfTests(dir);
        broker.create(Topics.CLOCK);
        broker.create(Topics.WATERMARKS);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void doctor_finds_broker_registry_and_time_well() throws Exception {
        var checks = Asked.checks(broker.run("doctor", "--json"));
        assertThat(checks.path("Broker").path("found").asText()).contains("1 node at", "4.3", "metadata.version");
        assertThat(checks.path("Transactions").path("status").asText()).isEqualTo("OK");
        assertThat(checks.path("Schema registry").path("status").asText()).isEqualTo("OK");
        assertThat(checks.path("Time").path("status").asText())
                .as(checks.path("Time").toString())
                .isEqualTo("OK");
        assertThat(checks.path("State folder").path("status").asText()).isIn("OK", "WARN");
    }

    @Test
    void doctor_leaves_no_readable_letter_behind() {
        broker.run("doctor");
        assertThat(broker.run("dump", "clock").out()).isEmpty();
    }

    @Test
    void doctor_names_what_fails_and_what_to_do() throws Exception {
        var file = Files.createFile(dir.resolve("not-a-folder"));
        var sick = Cli.run(
                "doctor",
                "--json",
                "--set=kafka.bootstrap.servers=no.such.host.invalid:9092",
                "--set=schema.registry.url=http://me:canary@127.0.0.1:1",
                "--set=ready.min.free.disk=1000TB",
                "--set=state.dir=" + file.resolve("state"));
        assertThat(sick.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(sick.out()).doesNotContain("canary");
        var checks = Asked.checks(sick);
        for (var title : List.of("Broker", "Schema registry", "Disk", "State folder")) {
            assertThat(checks.path(title).path("status").asText()).as(title).isEqualTo("FAIL");
            assertThat(checks.path(title).path("advice").asText()).as(title).isNotBlank();
        }
    }

    @Test
    void a_temporary_state_folder_is_warned_of() throws Exception {
        var checks = Asked.checks(broker.run("doctor", "--json", "--set=state.dir=" + dir.resolve("state")));
        assertThat(checks.path("State folder").path("status").asText()).isEqualTo("WARN");
    }

    @Test
    void clock_status_tells_the_least_and_release_ends_a_hold() throws Exception {
        report(new Watermark("0", 2, NOON));
        assertThat(broker.run("clock", "status").out()).contains("1 of 2 intake tasks have not reported");
        report(new Watermark("1", 2, NOON.plusSeconds(60)));
        report(new Watermark("import:8f3a", 0, NOON.minusSeconds(3600)));

        var held = new ObjectMapper()
                .readTree(broker.run("clock", "status", "--json").out());
        assertThat(held.path("clock").asText()).isEqualTo("2026-01-31T11:00:00Z");
        assertThat(held.path("heldBy")).hasSize(1);
        assertThat(broker.run("clock", "status").out()).contains("held by import:8f3a", "clock release");
        assertThat(Asked.checks(broker.run("doctor", "--json"))
                        .path("Clock")
                        .path("status")
                        .asText())
                .isEqualTo("WARN");

        var nobody = broker.run("clock", "release", "import:other");
        assertThat(nobody.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(nobody.err()).contains("held by import:8f3a");
        assertThat(broker.run("clock", "release", "8f3a").exitCode()).isEqualTo(ExitCode.OK);

        var free = new ObjectMapper()
                .readTree(broker.run("clock", "status", "--json").out());
        assertThat(free.path("clock").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(free.path("heldBy")).isEmpty();
        assertThat(broker.run("clock", "release", "8f3a").err()).contains("Nobody does");
    }

    private static void report(Watermark mark) {
        broker.write(Topics.WATERMARKS, mark.getSource(), mark);
    }
}
