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
    private static final String MIRROR = """
            Sub-topology: 3
              Source: read-stage-transitions (topics: [stage-transitions])
                --> mirror-decisions
              Source: read-tag-changes (topics: [tag-changes])
                --> mirror-decisions
              Processor: mirror-decisions (stores: [])
                --> mirror-stage-transitions, mirror-tag-changes
                <-- read-stage-transitions, read-tag-changes
              Sink: mirror-stage-transitions (topic: stage-transitions-json)
                <-- mirror-decisions
              Sink: mirror-tag-changes (topic: tag-changes-json)
                <-- mirror-decisions
            """;

    @Test
    void the_topology_is_the_one_in_the_golden_file() throws IOException {
        assertThat(picture(Settings.defaults())).isEqualToNormalizingNewlines(golden().strip());
    }

    @Test
    void a_mirror_stands_below_all_the_rest_and_changes_nothing_of_it() throws IOException {
        assertThat(picture(Settings.defaults().with("mirror.json", "stage-transitions,tag-changes")))
                .isEqualToNormalizingNewlines(
                        golden().strip() + "\n\n" + MIRROR.indent(2).stripTrailing());
    }

    private static String picture(Settings settings) {
        Properties properties = StreamsSettings.from(settings);
        Figures figures = new Figures(new SimpleMeterRegistry());
        PatientWire wire =
                new PatientWire(new WireFormat(Map.of("schema.registry.url", "mock://picture")), waits -> {});
        return new SojournTopology(new Topology(new TopologyConfig(new StreamsConfig(properties))), settings)
                .intake(wire, figures, 4)
                .clock(wire, figures, (file, window) -> ReferencePolicy.overDays(365))
                .lifecycle(Policies.only(ReferencePolicy.overDays(365)), wire, figures, new LedgerPartitions())
                .mirror(wire, figures)
                .topology()
                .describe()
                .toString()
                .strip();
    }

    private static String golden() throws IOException {
        try (InputStream file = TopologyPictureTest.class.getResourceAsStream("topology.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }
}
