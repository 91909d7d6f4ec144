package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.Settings;
import io.sojourn.decisions.StageTransition;
import io.sojourn.schemas.Topics;
import io.sojourn.server.RunningInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} and {@code as-of} beside a running application, on a real broker. */
class VerifyCommandTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path dir;

    @Test
    void what_was_published_is_what_the_ledger_says_until_somebody_changes_it() throws Exception {
        SmallShop shop = SmallShop.in(dir);
        try (var broker = new BrokerOfTests(dir.resolve("broker"))) {
            Settings settings = Settings.defaults()
                    .with("kafka.bootstrap.servers", broker.bootstrapServers())
                    .with("schema.registry.url", broker.registry())
                    .with("state.dir", dir.resolve("state").toString())
                    .with("input.partitions", "2")
                    .with("ledger.partitions", "3")
                    .with("tick.interval", "200ms")
                    .with("http.port", "0");
            try (var instance = RunningInstance.start(settings)) {
                await().atMost(SOON).until(() -> Asked.ready(instance));
                Cli imported = broker.run(
                        "import",
                        shop.orders().toString(),
                        "--mapping",
                        shop.mapping().toString(),
                        "--set=input.partitions=2",
                        "--set=ledger.partitions=3");
                assertThat(imported.exitCode()).as(imported.err()).isEqualTo(ExitCode.OK);

                Cli clean = broker.run("verify", "--wait", "60s");
                assertThat(clean.exitCode()).as(clean.out() + clean.err()).isEqualTo(ExitCode.OK);
                assertThat(clean.out()).contains("ledger ", "the same   every chain");

                String copy = dir.resolve("copy").toString();
                assertThat(broker.run("ledger", "pull", copy).exitCode()).isEqualTo(ExitCode.OK);
                Cli byCopy = broker.run("verify", "--copy", copy);
                assertThat(byCopy.exitCode()).as(byCopy.out() + byCopy.err()).isEqualTo(ExitCode.OK);
                assertThat(Cli.run("as-of", "--at", "2024-03-31", "--copy", copy)
                                .out())
                        .isEqualTo(broker.run("as-of", "--at", "2024-03-31").out())
                        .contains("\"customerId\":\"c7\"");

                Cli june = broker.run("as-of", "--at", "2024-06-30", "--customer", "c7");
                assertThat(june.out()).contains("\"customerId\":\"c7\"", "\"stage\":\"LOYAL\"", "\"frequency\":5");
                Cli december = broker.run("as-of", "--at", "2024-12-31");
                assertThat(december.out().lines()).hasSize(20).allMatch(line -> line.contains("\"CHURNED\""));
                assertThat(broker.run("as-of", "--at", "2999-01-01").err()).contains("does not reach to 2999");
                for (String at : List.of("2024-03-31", "2999-01-01")) {
                    Cli unknown = Cli.run("as-of", "--at", at, "--known-at", "2999-01-02", "--copy", copy);
                    assertThat(unknown.exitCode()).as(at).isEqualTo(ExitCode.REFUSED);
                    assertThat(unknown.err()).contains("does not reach to 2999-01-02");
                }
                assertThat(Cli.run("as-of", "--at", "2024-03-31", "--known-at", "2024-04-30", "--copy", copy)
                                .out())
                        .isEqualTo(Cli.run("as-of", "--at", "2024-03-31", "--copy", copy)
                                .out());
                assertThat(broker.run("as-of", "--at", "2024-12-31", "--customer", "nobody")
                                .err())
                        .contains("knows nothing of customer 'nobody'");

                assertThat(Asked.status(instance, "/customers/c4")).isEqualTo(200);
                Cli erased = broker.run("erase", "--customer", "c4", "--reason", "ticket 4711");
                assertThat(erased.exitCode()).as(erased.err()).isEqualTo(ExitCode.OK);
                await().atMost(SOON).until(() -> Asked.status(instance, "/customers/c4") == 404);
                Cli after = broker.run("verify", "--wait", "60s");
                assertThat(after.exitCode()).as(after.out() + after.err()).isEqualTo(ExitCode.OK);
                assertThat(broker.run("dump", "customer-state").out().lines().filter(line -> line.contains("\"c4\"")))
                        .last()
                        .asString()
                        .contains("\"value\":null");
                assertThat(broker.run("as-of", "--at", "2024-06-30", "--customer", "c4")
                                .err())
                        .contains("knows nothing of customer 'c4'");
                assertThat(broker.run("explain", "--customer", "c4").err()).contains("knows nothing of customer 'c4'");
                assertThat(broker.run("policy", "explain", "retail-five", "--customer", "c4", "--at", "2024-06-30")
                                .err())
                        .contains("knows nothing of customer 'c4'");
            }
            StageTransition real = broker.read(Topics.STAGE_TRANSITIONS).stream()
                    .map(StageTransition.class::cast)
                    .filter(each -> each.getCustomerId().equals("c3"))
                    .toList()
                    .get(1);
            broker.write(
                    Topics.STAGE_TRANSITIONS,
                    "c3",
                    StageTransition.newBuilder(real)
                            .setEffectiveAt(real.getEffectiveAt().plusMillis(1))
                            .setChain("0".repeat(32))
                            .build());
            broker.write(
                    Topics.STAGE_TRANSITIONS,
                    "c5",
                    StageTransition.newBuilder(real)
                            .setCustomerId("c5")
                            .setId("c5/reference/99")
                            .build());
            Cli forged = broker.run("verify");
            assertThat(forged.exitCode()).as(forged.err()).isEqualTo(ExitCode.FAILED);
            assertThat(forged.out())
                    .contains("differs    2 customers", "c3, first at c3/reference/2", "c5, first at c5/reference/99")
                    .contains("ledger     nothing", "stage-transitions-")
                    .doesNotContain("more 其余");
            assertThat(broker.run("verify", "--show", "1").out())
                    .contains("differs    2 customers", "c3, first at c3/reference/2", "and 1 more 其余")
                    .doesNotContain("c5, first at");
            assertThat(new ObjectMapper()
                            .readTree(broker.run("verify", "--show", "1", "--json")
                                    .out())
                            .path("differences"))
                    .extracting(each -> each.path("customer").asText())
                    .containsExactly("c3", "c5");
        }
    }
}
