package io.sojourn.proof.simulation;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in a partition.
 *
 * @param stamp epoch ms: the broker's, or the writer's where the topic keeps it
 * @param transaction null if it was written without one
 */
@SuppressWarnings("ArrayRecordComponent") // As Kafka carries it; nobody compares entries.
record Entry(
        long stamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers,
        @Nullable Transaction transaction) {
    /** Whether a reader of committed records is given it; below the stable end that is known. */
    boolean isCommitted() {
        return transaction == null || transaction.isCommitted();
    }

    Record<byte[], byte[]> record() {
        return new Record<>(key, value, stamp, headers);
    }
}
