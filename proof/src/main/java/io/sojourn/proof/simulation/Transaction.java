package io.sojourn.proof.simulation;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** One producer's transaction: where it wrote, how it ended, and which partitions have not been told yet. */
final class Transaction {
    private enum Outcome {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private final Set<TopicPartition> untold = new LinkedHashSet<>();
    private Outcome outcome = Outcome.OPEN;
    private boolean orphaned;
    private Map<TopicPartition, Integer> offsets = Map.of();

    void touches(TopicPartition partition) {
        untold.add(partition);
    }

    void commit(Map<TopicPartition, Integer> consumed) {
        outcome = Outcome.COMMITTED;
        offsets = Map.copyOf(consumed);
        untold.add(Broker.OFFSETS);
    }

    void abort() {
        outcome = Outcome.ABORTED;
    }

    /** Nobody is left to end it. */
    void orphan() {
        orphaned = true;
    }

    boolean isOrphaned() {
        return orphaned && outcome == Outcome.OPEN;
    }

    boolean isOpen() {
        return outcome == Outcome.OPEN;
    }

    boolean isCommitted() {
        return outcome == Outcome.COMMITTED;
    }

    /** The partitions whose marker is still to be written. */
    Set<TopicPartition> untold() {
        return untold;
    }

    /** What it says has been read. */
    Map<TopicPartition, Integer> offsets() {
        return offsets;
    }
}
