package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.intake.PatientWire;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.junit.jupiter.api.Test;

/** Names of nodes, stores and topics are a contract with running installations: none changes by accident. */
class TopologyPictureTest {
    @Test
    void the_topology_is_the_one_in_the_golden_file() throws IOException {
        Properties properties = StreamsSettings.from(Settings.defaults());
        Figures figures = new Figures(new SimpleMeterRegistry());
        PatientWire wire =
                new PatientWire(new WireFormat(Map.of("schema.registry.url", "mock://picture")), waits -> {});
        String picture = new SojournTopology(
                        new Topology(new TopologyConfig(new StreamsConfig(properties))), Settings.defaults())
                .intake(wire, figures, 4)
                .clock(wire, figures, (file, window) -> ReferencePolicy.overDays(365))
                .lifecycle(Policies.only(ReferencePolicy.overDays(365)), wire, figures, new LedgerPartitions())
                .topology()
                .describe()
                .toString()
                .strip();

        assertThat(picture).isEqualToNormalizingNewlines(golden().strip());
    }

    private static String golden() throws IOException {
        try (InputStream file = TopologyPictureTest.class.getResourceAsStream("topology.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }
}
