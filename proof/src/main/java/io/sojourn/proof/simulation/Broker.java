package io.sojourn.proof.simulation;

import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The one broker: logs, transactions, committed offsets, and the clock it stamps by, which never goes back. */
final class Broker {
    static final TopicPartition OFFSETS = new TopicPartition("__consumer_offsets", 0);

    private static final Set<String> STAMPED = stamped();

    private final Map<TopicPartition, PartitionLog> logs = new LinkedHashMap<>();
    private final Map<TopicPartition, Integer> committed = new HashMap<>();
    private final List<Transaction> unfinished = new ArrayList<>();
    private final Guards guards;
    private long now;

    Broker(Guards guards, long now) {
        this.guards = guards;
        this.now = now;
    }

    long now() {
        return now;
    }

    void pass(long millis) {
        now += millis;
    }

    PartitionLog log(TopicPartition partition) {
        return logs.computeIfAbsent(partition, p -> new PartitionLog());
    }

    /** The partitions of a topic that were written to or read. */
    List<TopicPartition> partitions(String topic) {
        return logs.keySet().stream().filter(each -> each.topic().equals(topic)).toList();
    }

    Transaction begin() {
        Transaction transaction = new Transaction();
        unfinished.add(transaction);
        return transaction;
    }

    void append(TopicPartition to, Record<byte[], byte[]> record, @Nullable Transaction transaction) {
        if (transaction != null) {
            transaction.touches(to);
        }
        boolean byWriter = to.topic().equals(Topics.CLOCK) && !guards.has(Guard.LETTERS_STAMPED_BY_THE_BROKER);
        long stamp = STAMPED.contains(to.topic()) && !byWriter ? now : record.timestamp();
        log(to).append(new Entry(stamp, record.key(), record.value(), record.headers(), transaction));
    }

    /** Decides a transaction. Nothing shows of it in a partition before {@link #tell} has written the marker there. */
    void commit(Transaction transaction, Map<TopicPartition, Integer> offsets) {
        transaction.commit(offsets);
    }

    void commitOffsets(Map<TopicPartition, Integer> offsets) {
        committed.putAll(offsets);
    }

    /** Ends what dead producers left open. */
    void abortOrphans() {
        for (Transaction transaction : unfinished()) {
            if (transaction.isOrphaned()) {
                transaction.abort();
                forgetIfFinished(transaction);
            }
        }
    }

    /** Writes the marker of a decided transaction into one of the partitions that lack it. */
    void tell(Transaction transaction, TopicPartition partition) {
        transaction.untold().remove(partition);
        log(partition).mark(transaction);
        if (partition.equals(OFFSETS)) {
            committed.putAll(transaction.offsets());
        }
        forgetIfFinished(transaction);
    }

    void tellEverywhere(Transaction transaction) {
        List.copyOf(transaction.untold()).forEach(each -> tell(transaction, each));
    }

    void tellAll() {
        decided().forEach(this::tellEverywhere);
    }

    /** Transactions that are decided but not told everywhere. */
    List<Transaction> decided() {
        return unfinished.stream().filter(each -> !each.isOpen()).toList();
    }

    private void forgetIfFinished(Transaction transaction) {
        if (!transaction.isOpen() && transaction.untold().isEmpty()) {
            unfinished.remove(transaction);
        }
    }

    private List<Transaction> unfinished() {
        return List.copyOf(unfinished);
    }

    /** Where a reader of this partition went on from, had it to start now. */
    int committed(TopicPartition source) {
        return committed.getOrDefault(source, 0);
    }

    /** Whether an answer to "what has been committed of these?" would have to wait. */
    boolean isUndecided(List<TopicPartition> sources) {
        return unfinished.stream()
                .anyMatch(each ->
                        each.untold().contains(OFFSETS) && sources.stream().anyMatch(each.offsets()::containsKey));
    }

    private static Set<String> stamped() {
        Set<String> names = new HashSet<>();
        for (Topic topic : Topics.catalogue(1, 1)) {
            if (topic.logAppendTime()) {
                names.add(topic.name());
            }
        }
        return names;
    }
}
