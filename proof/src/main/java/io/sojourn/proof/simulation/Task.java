package io.sojourn.proof.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.jspecify.annotations.Nullable;

/**
 * A task while somebody runs it, with its queues. It takes the record with the earliest stamp among the heads of its queues,
 * and none while an empty queue belongs to a partition whose lag is unknown or above zero, as {@code PartitionGroup} does with
 * {@code max.task.idle.ms=0}. Of equal stamps any may be first.
 */
final class Task {
    private static final int BUFFERED = 2;

    private final Place place;
    private final Processor<byte[], byte[], byte[], byte[]> processor;
    private final Map<TopicPartition, Deque<Polled>> queues = new LinkedHashMap<>();
    private final Map<TopicPartition, Integer> consumed = new HashMap<>();
    private final Guards guards;

    private Task(Place place, Guards guards) {
        this.place = place;
        this.guards = guards;
        processor = place.processor();
        place.sources().forEach(each -> queues.put(each, new ArrayDeque<>()));
    }

    /** Restores what was committed and goes on from there. */
    static Task begin(Place place, Broker broker, Guards guards, TaskContext.Outlet outlet) {
        place.restore(broker, guards);
        Task task = new Task(place, guards);
        place.context().begin(task.processor, outlet);
        return task;
    }

    Place place() {
        return place;
    }

    void add(TopicPartition from, Polled record, Fetching fetching) {
        Deque<Polled> queue = queue(from);
        queue.add(record);
        if (queue.size() > BUFFERED) {
            fetching.pause(from, true);
        }
    }

    void resumeWhereThereIsRoom(Fetching fetching) {
        queues.forEach((partition, queue) -> {
            if (queue.size() <= BUFFERED) {
                fetching.pause(partition, false);
            }
        });
    }

    boolean isReady(Fetching fetching) {
        boolean any = false;
        for (var each : queues.entrySet()) {
            if (!each.getValue().isEmpty()) {
                any = true;
            } else if (guards.has(Guard.WAITS_FOR_KNOWN_LAG)) {
                OptionalInt lag = fetching.lag(each.getKey());
                if (lag.isEmpty() || lag.getAsInt() > 0) {
                    return false;
                }
            }
        }
        return any;
    }

    /** Takes the next record, and says for people which. */
    String process(int tie) {
        TopicPartition from = next(tie);
        Polled polled = queue(from).remove();
        consumed.put(from, polled.offset() + 1);
        Record<byte[], byte[]> record =
                Letters.delivered(from.topic(), polled.entry().record(), guards);
        place.context()
                .at(new ProcessorRecordContext(
                        record.timestamp(), polled.offset(), from.partition(), from.topic(), record.headers()));
        processor.process(record);
        return place.name() + " takes " + from + " offset " + polled.offset() + ", stamped "
                + (polled.entry().stamp() - World.BEGIN);
    }

    private TopicPartition next(int tie) {
        List<TopicPartition> earliest = new ArrayList<>();
        long stamp = Long.MAX_VALUE;
        for (var each : queues.entrySet()) {
            @Nullable Polled head = each.getValue().peek();
            if (head != null && head.entry().stamp() <= stamp) {
                if (head.entry().stamp() < stamp) {
                    earliest.clear();
                }
                stamp = head.entry().stamp();
                earliest.add(each.getKey());
            }
        }
        return earliest.get(tie % earliest.size());
    }

    void punctuate(long wallClock) {
        place.context().punctuate(wallClock);
    }

    Map<TopicPartition, Integer> consumed() {
        return consumed;
    }

    boolean isIdle() {
        return queues.values().stream().allMatch(Deque::isEmpty);
    }

    void close() {
        processor.close();
    }

    private Deque<Polled> queue(TopicPartition from) {
        return Objects.requireNonNull(queues.get(from));
    }
}
