package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code collect} says what is missing before anybody sends to it. Its work and its end are in {@code collector}. */
class CollectCommandTest {

    @TempDir
    Path dir;

    @Test
    void without_a_broker_it_says_so() {
        var collect = Cli.run("collect", "--set", "kafka.bootstrap.servers=no.such.host.invalid:9092");
        assertThat(collect.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(collect.err()).contains("No broker answers").doesNotContain("\tat ");
    }

    @Test
    void without_topics_or_keys_it_says_so() throws Exception {
        try (var broker = new BrokerOfTests(dir)) {
            broker.create("orders");
            var missing = broker.run("collect");
            assertThat(missing.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(missing.err())
                    .contains("no topics engagements, profiles, support, visits", "sojourn topics create");

            for (var topic : new String[] {"engagements", "profiles", "support", "visits"}) {
                broker.create(topic);
            }
            var open = broker.run("collect", "--set=collector.host=0.0.0.0");
            assertThat(open.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(open.err()).contains("collector.keys.file");
        }
    }
}
