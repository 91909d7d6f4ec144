package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.Settings;
import io.sojourn.server.RunningInstance;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policy activate} and {@code policy usage} beside a running application, on a real broker. */
class PolicyActivateTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path dir;

    @Test
    void a_policy_decides_from_then_on_and_what_ended_with_it_does_not_come_back() {
        try (var broker = new BrokerOfTests(dir.resolve("broker"))) {
            Settings settings = Settings.defaults()
                    .with("kafka.bootstrap.servers", broker.bootstrapServers())
                    .with("schema.registry.url", broker.registry())
                    .with("state.dir", dir.resolve("state").toString())
                    .with("input.partitions", "2")
                    .with("ledger.partitions", "2")
                    .with("tick.interval", "200ms")
                    .with("http.port", "0");
            try (var instance = RunningInstance.start(settings)) {
                await().atMost(SOON).until(() -> Asked.ready(instance));

                Cli tags = broker.run("policy", "activate", "tags");
                assertThat(tags.exitCode()).as(tags.err()).isEqualTo(ExitCode.OK);
                assertThat(tags.out()).contains("tags version 1", "decides from");

                Cli back = broker.run("policy", "activate", "reference");
                assertThat(back.exitCode()).isEqualTo(ExitCode.REFUSED);
                assertThat(back.err()).contains("reference, silent-90-days", "new ids");

                Cli usage = broker.run("policy", "usage", "tags");
                assertThat(usage.exitCode()).as(usage.err()).isEqualTo(ExitCode.OK);
                assertThat(usage.out()).contains("0 customers", "high-value");
            }
        }
    }
}
