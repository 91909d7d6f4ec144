package io.sojourn.proof;

import io.sojourn.proof.load.Ground;
import io.sojourn.proof.load.Reading;
import io.sojourn.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a run leaves on the broker.
 *
 * @param outputBytes on the topics others read, as stored, compressed
 * @param changelogBytes on the topics a contender keeps its state in, likewise
 */
record Footprint(long outputBytes, long changelogBytes) {
    private static final Set<String> OUTPUTS = Stream.concat(
                    Topics.DECISIONS.stream(), Stream.of(Topics.CUSTOMER_STATE))
            .collect(Collectors.toUnmodifiableSet());
    private static final String CHANGELOG = "changelog";

    static Footprint of(Admin admin) throws ExecutionException, InterruptedException {
        long output = 0;
        long changelog = 0;
        for (var disks :
                admin.describeLogDirs(brokers(admin)).allDescriptions().get().values()) {
            for (var disk : disks.values()) {
                for (var replica : disk.replicaInfos().entrySet()) {
                    String topic = replica.getKey().topic();
                    output += OUTPUTS.contains(topic) ? replica.getValue().size() : 0;
                    changelog += topic.endsWith(CHANGELOG) ? replica.getValue().size() : 0;
                }
            }
        }
        return new Footprint(output, changelog);
    }

    Footprint since(Footprint before) {
        return new Footprint(outputBytes - before.outputBytes, changelogBytes - before.changelogBytes);
    }

    /** Bytes of all latest values (keys not counted) on the changelogs; 0 if there are none. */
    static long stateBytes(Ground ground, Admin admin) throws ExecutionException, InterruptedException {
        List<String> changelogs = admin.listTopics().names().get().stream()
                .filter(topic -> topic.endsWith("customers-" + CHANGELOG))
                .toList();
        Map<ByteBuffer, Integer> latest = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = Reading.committed(ground)) {
            Map<TopicPartition, Long> ends = Reading.assignAll(consumer, changelogs, ground.partitions());
            while (Reading.left(consumer, ends) > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() == null) {
                        latest.remove(ByteBuffer.wrap(record.key()));
                    } else {
                        latest.put(ByteBuffer.wrap(record.key()), record.value().length);
                    }
                }
            }
        }
        return latest.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static Set<Integer> brokers(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeCluster().nodes().get().stream()
                .map(org.apache.kafka.common.Node::id)
                .collect(Collectors.toSet());
    }
}
