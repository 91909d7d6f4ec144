package io.sojourn.stream;

import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.policy.Policy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/** The whole flow on one page: doors in, the ledger, the clock, the decision, doors out. */
final class SojournTopology {
    private final Topology topology;

    SojournTopology(Topology topology) {
        this.topology = topology;
    }

    SojournTopology lifecycle(
            Policy policy, WireFormat wire, Figures figures, LedgerPartitions partitions, int cachedCustomers) {
        read("read-ledger", Topics.LEDGER);
        topology.addProcessor(
                LifecycleProcessor.NAME,
                () -> new LifecycleProcessor(
                        new Lifecycle(policy), new DecisionCodec(policy), wire, figures, partitions),
                "read-ledger");
        topology.addStateStore(Customers.builder(cachedCustomers), LifecycleProcessor.NAME);
        write(LifecycleProcessor.TO_TRANSITIONS, Topics.STAGE_TRANSITIONS, LifecycleProcessor.NAME);
        write(LifecycleProcessor.TO_WARNINGS, Topics.CHURN_WARNINGS, LifecycleProcessor.NAME);
        write(LifecycleProcessor.TO_STATE, Topics.CUSTOMER_STATE, LifecycleProcessor.NAME);
        return this;
    }

    Topology topology() {
        return topology;
    }

    private void read(String source, String topic) {
        topology.addSource(source, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private void write(String sink, String topic, String processor) {
        topology.addSink(sink, topic, new ByteArraySerializer(), new ByteArraySerializer(), processor);
    }
}
