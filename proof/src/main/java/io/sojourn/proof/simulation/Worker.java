package io.sojourn.proof.simulation;

import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.intake.LetterPartitioner;
import io.sojourn.schemas.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One stream thread of one instance: its tasks, its consumer, its producer with one transaction for all of them. */
final class Worker {
    private static final Map<String, StreamPartitioner<byte[], byte[]>> PARTITIONERS =
            Map.of(Topics.LEDGER, new LedgerPartitioner(), Topics.CLOCK, new LetterPartitioner());

    private final String name;
    private final Broker broker;
    private final Guards guards;
    private final List<Place> waiting = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final Map<TopicPartition, Deque<Record<byte[], byte[]>>> unsent = new LinkedHashMap<>();
    private Fetching fetching;
    private @Nullable Transaction transaction;
    private long wallClockOff;

    Worker(String name, Broker broker, Guards guards) {
        this.name = name;
        this.broker = broker;
        this.guards = guards;
        fetching = new Fetching(broker);
    }

    String name() {
        return name;
    }

    List<Task> tasks() {
        return tasks;
    }

    Fetching fetching() {
        return fetching;
    }

    /** Its tasks, begun or not. */
    List<Place> places() {
        List<Place> all = new ArrayList<>(waiting);
        tasks.forEach(each -> all.add(each.place()));
        return all;
    }

    void stepWallClock(long millis) {
        wallClockOff += millis;
    }

    void give(Place place) {
        waiting.add(place);
    }

    /** Begins whatever was given to it and can be restored by now, makes room, and polls. */
    void poll(int first) {
        for (Place place : List.copyOf(waiting)) {
            if (!broker.isUndecided(place.sources()) && place.canRestore(broker)) {
                waiting.remove(place);
                tasks.add(Task.begin(place, broker, guards, outlet(place)));
                place.sources().forEach(each -> fetching.assign(each, broker.committed(each)));
            }
        }
        tasks.forEach(each -> each.resumeWhereThereIsRoom(fetching));
        fetching.poll((partition, record) -> owner(partition).add(partition, record, fetching), first);
    }

    private Task owner(TopicPartition partition) {
        return tasks.stream()
                .filter(each -> each.place().sources().contains(partition))
                .findFirst()
                .orElseThrow();
    }

    List<Task> ready() {
        return tasks.stream().filter(each -> each.isReady(fetching)).toList();
    }

    void punctuate(Task task) {
        task.punctuate(broker.now() + wallClockOff);
    }

    private TaskContext.Outlet outlet(Place place) {
        return new TaskContext.Outlet() {
            @Override
            public void forwarded(String child, Record<byte[], byte[]> record) {
                String topic = place.topic(child);
                for (int partition : partitions(topic, record, place.partition())) {
                    queue(new TopicPartition(topic, partition), record);
                }
            }

            @Override
            public void logged(String store, byte[] key, byte @Nullable [] value) {
                queue(place.changelog(store), new Record<>(key, value, 0));
            }
        };
    }

    private void queue(TopicPartition to, Record<byte[], byte[]> record) {
        unsent.computeIfAbsent(to, each -> new ArrayDeque<>()).add(record);
    }

    /** Where a topic has as many partitions as the task's sources, the default partitioner leads to the task's own number. */
    private static Set<Integer> partitions(String topic, Record<byte[], byte[]> record, int own) {
        StreamPartitioner<byte[], byte[]> partitioner = PARTITIONERS.get(topic);
        if (partitioner == null) {
            return Set.of(topic.equals(Topics.WATERMARKS) ? 0 : own);
        }
        return partitioner
                .partitions(topic, record.key(), record.value(), Places.PARTITIONS)
                .orElseThrow();
    }

    /** The partitions it has something to send to. */
    List<TopicPartition> unsent() {
        return List.copyOf(unsent.keySet());
    }

    /** Sends the first record it has for this partition; false while an earlier transaction is still being told. */
    boolean send(TopicPartition to) {
        Deque<Record<byte[], byte[]>> queue = unsent.get(to);
        if (queue == null || isBeingTold()) {
            return false;
        }
        if (transaction == null && guards.has(Guard.TRANSACTIONS)) {
            transaction = broker.begin();
        }
        broker.append(to, queue.remove(), transaction);
        if (queue.isEmpty()) {
            unsent.remove(to);
        }
        return true;
    }

    private boolean isBeingTold() {
        if (transaction != null && !transaction.isOpen()) {
            if (!transaction.untold().isEmpty()) {
                return true;
            }
            transaction = null;
        }
        return false;
    }

    /** The first half of a commit: everything is written, as far as {@code most} records. */
    void prepareCommit(int most) {
        if (transaction != null && !transaction.isOpen()) {
            broker.tellEverywhere(transaction);
        }
        if (guards.has(Guard.WRITES_BACK_BEFORE_COMMIT)) {
            writeBack();
        }
        for (int sent = 0; sent < most && !unsent.isEmpty(); sent++) {
            send(unsent.keySet().iterator().next());
        }
    }

    /** The other half: offsets and outcome. */
    void commit() {
        if (isBeingTold()) {
            throw new IllegalStateException("prepareCommit comes first");
        }
        Map<TopicPartition, Integer> consumed = new HashMap<>();
        tasks.forEach(each -> consumed.putAll(each.consumed()));
        if (!guards.has(Guard.TRANSACTIONS)) {
            broker.commitOffsets(consumed);
        } else if (transaction != null) {
            broker.commit(transaction, consumed);
        } else if (!consumed.isEmpty()) {
            transaction = broker.begin();
            broker.commit(transaction, consumed);
        }
        tasks.forEach(each -> each.consumed().clear());
        if (!guards.has(Guard.WRITES_BACK_BEFORE_COMMIT)) {
            writeBack();
        }
    }

    private void writeBack() {
        tasks.forEach(each -> each.place().writeBack());
    }

    /** Gives a task away, after a commit. */
    void release(Task task) {
        tasks.remove(task);
        task.place().sources().forEach(fetching::revoke);
        task.close();
    }

    /**
     * All it held is gone; whatever was sent without a commit is left to be aborted.
     *
     * @return the tasks somebody else has to take
     */
    List<Place> crash() {
        List<Place> orphans = places();
        tasks.forEach(Task::close);
        tasks.clear();
        waiting.clear();
        unsent.clear();
        fetching = new Fetching(broker);
        if (transaction != null) {
            transaction.orphan();
            transaction = null;
        }
        return orphans;
    }
}
