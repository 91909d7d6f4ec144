package io.sojourn.clock;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Where a record of the ledger goes: an event, which has a key, to its customer's partition; a tick, which has none, to
 * every partition.
 *
 * <p>A customer's partition is Kafka's own default, murmur2 of the key, and fixed here: the producer's partitioner can be
 * configured, and a ledger written with two of them would have two halves of the same customer.
 */
public final class LedgerPartitioner implements StreamPartitioner<byte[], byte[]> {
    @Override
    public Optional<Set<Integer>> partitions(
            String topic, byte @Nullable [] key, byte @Nullable [] value, int numPartitions) {
        if (key == null) {
            return Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toSet()));
        }
        return Optional.of(Set.of(partitionOf(key, numPartitions)));
    }

    /**
     * The ledger partition of a customer.
     *
     * @param key the customer id in UTF-8
     * @param partitions how many the ledger has
     */
    public static int partitionOf(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
