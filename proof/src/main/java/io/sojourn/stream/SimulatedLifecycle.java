package io.sojourn.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.customer.CustomerId;
import io.sojourn.intake.PatientWire;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import io.sojourn.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.Stores;

/** The parts of the product's last hop, for whoever runs them without Kafka Streams. */
public final class SimulatedLifecycle {
    /** Child of the processor → the topic it is written to. */
    public static final Map<String, String> CHILDREN = children();

    private static Map<String, String> children() {
        Map<String, String> children = new HashMap<>();
        Topics.DECISIONS.forEach(topic -> children.put(LifecycleProcessor.announcing(topic), topic));
        children.put(LifecycleProcessor.TO_STATE, Topics.CUSTOMER_STATE);
        return Map.copyOf(children);
    }

    private final Policies policies;
    private final PatientWire wire;
    private final int cached;
    private final Figures figures = new Figures(new SimpleMeterRegistry());

    /** @param cached how many customers, and how many of their deadlines, may stay on the heap past a commit */
    public SimulatedLifecycle(Policies policies, PatientWire wire, int cached) {
        this.policies = policies;
        this.wire = wire;
        this.cached = cached;
    }

    /** What the product would tell Kafka Streams with these settings. */
    public static StreamsConfig config(Settings settings) {
        return new StreamsConfig(StreamsSettings.from(settings));
    }

    /** A new processor, as a task gets it when it starts. */
    public Processor<byte[], byte[], byte[], byte[]> processor() {
        return new LifecycleProcessor(policies.first(), wire, figures, new LedgerPartitions(), cached);
    }

    /** Its stores, not yet opened: customers on RocksDB with a changelog, as they are; the agenda in memory, without one. */
    public List<StateStore> stores() {
        return List.of(
                Customers.builder(policies, cached).build(),
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(Agenda.STORE), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingDisabled()
                        .build());
    }

    /** What is stored of this customer. */
    public static Optional<Standing> standing(StateStore customers, CustomerId customer) {
        return ((Customers) customers).lookUp(customer).map(Remembered::standing);
    }
}
