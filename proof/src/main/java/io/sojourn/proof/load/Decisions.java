package io.sojourn.proof.load;

import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.ledger.Mode;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.replay.Fold;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What was decided up to {@link Load#END}, summed up so that two runs can be compared: how many decisions, and a sum of
 * hashes over id, what changed and when it became true. Order does not matter, anything doubled or missing does.
 */
public record Decisions(long count, long checksum) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** Reads all committed decisions on the topics as they are now. */
    public static Decisions read(Ground ground) {
        long count = 0;
        long sum = 0;
        try (Consumer<byte[], byte[]> consumer = Reading.committed(ground);
                WireFormat wire = new WireFormat(Map.of("schema.registry.url", ground.registry()))) {
            Map<TopicPartition, Long> ends = Reading.assignAll(consumer, Topics.DECISIONS, ground.partitions());
            while (Reading.left(consumer, ends) > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                    SpecificRecord decision = wire.decode(record.topic(), record.value());
                    if (!effectiveAt(decision).isAfter(Load.END)) {
                        count++;
                        sum += hash(decision);
                    }
                }
            }
        }
        return new Decisions(count, sum);
    }

    /** What the ledger on this ground says by itself, folded here from its beginning. */
    public static Decisions folded(Ground ground) {
        Sum sum = new Sum();
        Policy policy = ReferencePolicy.overDays(ground.settings("fold").windowDays());
        Map<Integer, Fold> folds = new HashMap<>();
        for (int partition = 0; partition < ground.partitions(); partition++) {
            folds.put(
                    partition,
                    new Fold(Policies.only(policy), (announcement, by, detectedAt, mode) -> sum.add(announcement)));
        }
        try (Consumer<byte[], byte[]> consumer = Reading.committed(ground);
                WireFormat wire = new WireFormat(Map.of("schema.registry.url", ground.registry()))) {
            Map<TopicPartition, Long> ends = Reading.assignAll(consumer, List.of(Topics.LEDGER), ground.partitions());
            while (Reading.left(consumer, ends) > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                    SpecificRecord entry = wire.decodeHead(record.topic(), record.value());
                    Objects.requireNonNull(folds.get(record.partition()))
                            .hear(record.key(), entry, record.timestamp(), Mode.LIVE);
                }
            }
        }
        return new Decisions(sum.count, sum.hashes);
    }

    private static final class Sum {
        private long count;
        private long hashes;

        void add(Announcement announcement) {
            if (announcement.at() > Load.END.toEpochMilli()) {
                return;
            }
            count++;
            String id = announcement.customer() + "/" + announcement.subject() + "/" + announcement.ordinal();
            Instant at = Instant.ofEpochMilli(announcement.at());
            if (announcement instanceof Announcement.StageChanged change) {
                hashes +=
                        hash(id, change.from(), change.to(), at, change.chain().hex());
            } else if (announcement instanceof Announcement.ChurnWarned warned) {
                String state = warned.raised() ? "RAISED" : "CLEARED";
                hashes += hash(id, warned.subject(), state, at, warned.chain().hex());
            }
        }
    }

    /** Waits until nothing more comes for a while: where ticks of today end what the load left open. */
    public static void awaitQuiet(Admin admin, int partitions) throws ExecutionException, InterruptedException {
        long before = -1;
        for (long now = written(admin, partitions); now != before; now = written(admin, partitions)) {
            before = now;
            LockSupport.parkNanos(QUIET.toNanos());
        }
    }

    /** Waits a while for what is not committed yet: positions show a transaction's end before the decisions do. */
    public static void awaitCommitted(Admin admin, int partitions) throws ExecutionException, InterruptedException {
        long until = System.nanoTime() + QUIET.toNanos();
        while (written(admin, partitions) != committed(admin, partitions) && System.nanoTime() < until) {
            LockSupport.parkNanos(PATIENCE.toNanos() / 100);
        }
    }

    private static long committed(Admin admin, int partitions) throws ExecutionException, InterruptedException {
        ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return admin.listOffsets(latest(partitions), committed).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private static long written(Admin admin, int partitions) throws ExecutionException, InterruptedException {
        return admin.listOffsets(latest(partitions)).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private static Map<TopicPartition, OffsetSpec> latest(int partitions) {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (String topic : Topics.DECISIONS) {
            for (int partition = 0; partition < partitions; partition++) {
                all.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        return all;
    }

    /** Deletes them, so that the next run starts with empty topics. */
    public static void forget(Ground ground, Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, RecordsToDelete> upTo = new HashMap<>();
        admin.listOffsets(latest(ground.partitions()))
                .all()
                .get()
                .forEach((at, end) -> upTo.put(at, RecordsToDelete.beforeOffset(end.offset())));
        admin.deleteRecords(upTo).all().get();
    }

    private static Instant effectiveAt(SpecificRecord decision) {
        return decision instanceof StageTransition change
                ? change.getEffectiveAt()
                : ((ChurnWarning) decision).getEffectiveAt();
    }

    private static long hash(SpecificRecord decision) {
        if (decision instanceof StageTransition change) {
            return hash(change.getId(), change.getFrom(), change.getTo(), change.getEffectiveAt(), change.getChain());
        }
        ChurnWarning warning = (ChurnWarning) decision;
        return hash(
                warning.getId(),
                warning.getWarning(),
                warning.getState().name(),
                warning.getEffectiveAt(),
                warning.getChain());
    }

    private static long hash(String id, String from, String to, Instant at, String chain) {
        long hash = 17;
        for (String part : List.of(id, from, to, chain)) {
            for (int i = 0; i < part.length(); i++) {
                hash = hash * 1_099_511_628_211L + part.charAt(i);
            }
            hash = hash * 31 + part.length();
        }
        hash = hash * 1_099_511_628_211L + at.toEpochMilli();
        return (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    }
}
