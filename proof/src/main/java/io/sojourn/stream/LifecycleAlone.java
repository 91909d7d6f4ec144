package io.sojourn.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.intake.PatientWire;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.schemas.WireFormat;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The product's last hop without the others: a ready ledger in, decisions out. It lives in this package, as tests do, since
 * the product has no use for a way to start a part of itself.
 */
public final class LifecycleAlone implements AutoCloseable {
    private final KafkaStreams streams;
    private final WireFormat wire;

    private LifecycleAlone(KafkaStreams streams, WireFormat wire) {
        this.streams = streams;
        this.wire = wire;
    }

    /** Ready to be started. */
    public static LifecycleAlone of(Settings settings, Policy policy) {
        WireFormat wire = new WireFormat(settings.registry());
        Figures figures = new Figures(new SimpleMeterRegistry());
        Properties properties = StreamsSettings.from(settings);
        Topology topology = new SojournTopology(
                        new Topology(new TopologyConfig(new StreamsConfig(properties))), settings)
                .lifecycle(Policies.only(policy), new PatientWire(wire, waiting -> {}), figures, new LedgerPartitions())
                .topology();
        return new LifecycleAlone(new KafkaStreams(topology, properties), wire);
    }

    public KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        wire.close();
    }
}
