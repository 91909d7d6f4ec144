package io.sojourn.intake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Puts a clock letter into the partition of the intake task that wrote it; the task's number is the letter's key. */
public final class LetterPartitioner implements StreamPartitioner<byte[], byte[]> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int numPartitions) {
        return Optional.of(Set.of(Integer.parseInt(new String(key, StandardCharsets.UTF_8))));
    }
}
