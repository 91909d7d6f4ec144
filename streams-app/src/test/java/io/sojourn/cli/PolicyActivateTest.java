package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.server.RunningInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policy activate} and {@code policy usage} beside a running application, on a real broker. */
class PolicyActivateTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path dir;

    private static String cutPoints(int orders) {
        return "cutpoints: {version: v" + orders + ", window: days(365), silence: [days(60)], orders: [" + orders
                + "], spend: [100]}\n";
    }

    @Test
    void a_policy_decides_from_then_on_and_what_ended_with_it_does_not_come_back() throws IOException {
        try (var broker = new BrokerOfTests(dir.resolve("broker"))) {
            Settings settings = Settings.defaults()
                    .with("kafka.bootstrap.servers", broker.bootstrapServers())
                    .with("schema.registry.url", broker.registry())
                    .with("state.dir", dir.resolve("state").toString())
                    .with("input.partitions", "2")
                    .with("ledger.partitions", "2")
                    .with("tick.interval", "200ms")
                    .with("http.port", "0");
            Path scored = dir.resolve("scored.yaml");
            Path limits = dir.resolve("limits.yaml");
            Path model = dir.resolve("model.yaml");
            try (var instance = RunningInstance.start(settings)) {
                await().atMost(SOON).until(() -> Asked.ready(instance));

                Cli tags = broker.run("policy", "activate", "tags");
                assertThat(tags.exitCode()).as(tags.err()).isEqualTo(ExitCode.OK);
                assertThat(tags.out()).contains("tags version 1", "decides from");

                Cli back = broker.run("policy", "activate", "reference");
                assertThat(back.exitCode()).isEqualTo(ExitCode.REFUSED);
                assertThat(back.err()).contains("reference, silent-90-days", "new ids");

                Files.writeString(scored, PolicyFile.text("tags").replace("\ntags:", "\n" + cutPoints(2) + "tags:"));
                Files.writeString(limits, cutPoints(3));
                Cli nowhere = broker.run("cutpoints", "apply", limits.toString());
                assertThat(nowhere.exitCode()).isEqualTo(ExitCode.REFUSED);
                assertThat(nowhere.err()).contains("tags version 1", "has no `cutpoints` whose place this could take");
                assertThat(broker.run("policy", "activate", scored.toString()).exitCode())
                        .isEqualTo(ExitCode.OK);
                Cli applied = broker.run("cutpoints", "apply", limits.toString());
                assertThat(applied.exitCode()).as(applied.err()).isEqualTo(ExitCode.OK);
                assertThat(applied.out()).contains("tags version 1", "decides from", "`cutpoints` of");

                assertThat(broker.run("policy", "activate", "personal").exitCode())
                        .isEqualTo(ExitCode.OK);
                Files.writeString(model, """
                        model:
                          version: ours
                          unit: days(7)
                          kind: bg-nbd
                          parameters: {r: 0.243, alpha: 4.414, a: 0.793, b: 2.426}
                          spend: {p: 6.25, q: 3.74, gamma: 15.44}
                        """);
                Cli fitted = broker.run("model", "apply", model.toString());
                assertThat(fitted.exitCode()).as(fitted.err()).isEqualTo(ExitCode.OK);
                assertThat(fitted.out()).contains("personal version 1", "decides from", "`model` of");

                Cli usage = broker.run("policy", "usage", "tags");
                assertThat(usage.exitCode()).as(usage.err()).isEqualTo(ExitCode.OK);
                assertThat(usage.out()).contains("0 customers", "high-value");
            }
        }
    }
}
