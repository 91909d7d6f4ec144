package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code topics create} and {@code topics check} against a real broker. */
class TopicsCommandTest {

    @TempDir
    Path dir;

    @Test
    void creates_what_is_missing_and_refuses_what_would_lose_the_ledger() throws Exception {
        try (var broker = new BrokerOfTests(dir)) {
            var none = broker.run("topics", "check");
            assertThat(none.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(none.out()).contains("ledger: does not exist", "topics create");

            var first = new ObjectMapper()
                    .readTree(broker.run("topics", "create", "--json").out());
            assertThat(first.get("created")).hasSize(Topics.catalogue(1, 1).size());
            assertThat(first.get("schemas")).hasSize(Topics.types().size());
            assertThat(broker.run("topics", "create").out()).contains("All topics were there already");

            var good = broker.run("topics", "check");
            assertThat(good.exitCode()).as(good.out()).isEqualTo(ExitCode.OK);

            compactLedger(broker);
            // The controller has it at once, the broker that answers a moment later.
            var bad = await().atMost(Duration.ofSeconds(30))
                    .until(() -> broker.run("topics", "check"), check -> check.exitCode() != ExitCode.OK);
            assertThat(bad.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(bad.out()).contains("REFUSE  ledger: is compacted", "kafka-configs.sh", "cleanup.policy=delete");
            var doctor = broker.run("doctor");
            assertThat(doctor.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(doctor.out()).contains("FAIL  Topics 主题: ledger: is compacted");

            var run = broker.run("run", "--set=state.dir=" + dir.resolve("state"));
            assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).contains("kafka-configs.sh").doesNotContain("\tat ");
        }
    }

    private static void compactLedger(BrokerOfTests broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var ledger = new ConfigResource(ConfigResource.Type.TOPIC, Topics.LEDGER);
            var compact = new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(ledger, List.of(compact)))
                    .all()
                    .get();
        }
    }
}
