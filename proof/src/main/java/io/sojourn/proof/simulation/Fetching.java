package io.sojourn.proof.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of one stream thread, as far as it decides in which order records become known: one fetch under way at a
 * time; sent without the partitions that are paused or of which answers still lie here; read by the broker partition after
 * partition, with anything happening in between; an end learnt when the answer is taken up, not when it comes.
 *
 * <p>As {@code KafkaConsumer} 4.3 does it: {@code AbstractFetch.prepareFetchRequests} leaves out what is paused or
 * buffered, {@code FetchCollector} sets the last stable offset when it takes up an answer, {@code currentLag} is that offset less
 * the position.
 */
final class Fetching {
    /** Small, so that a few records already overflow what is large in life. */
    private static final int RECORDS_OF_A_PARTITION = 3;

    private static final int RECORDS_OF_A_POLL = 4;

    private static final class Reading {
        private int position;
        private @Nullable Integer knownEnd;
        private boolean paused;

        Reading(int position) {
            this.position = position;
        }
    }

    private static final class Answer {
        private final TopicPartition partition;
        private final List<Entry> entries;
        private final int stableEnd;
        private int next;

        Answer(TopicPartition partition, int next, List<Entry> entries, int stableEnd) {
            this.partition = partition;
            this.next = next;
            this.entries = entries;
            this.stableEnd = stableEnd;
        }
    }

    private record Asked(TopicPartition partition, int from) {}

    private final Broker broker;
    private final Map<TopicPartition, Reading> readings = new LinkedHashMap<>();
    private final Deque<Answer> buffered = new ArrayDeque<>();
    private final Deque<Asked> toRead = new ArrayDeque<>();
    private final List<Answer> read = new ArrayList<>();
    private boolean underWay;

    Fetching(Broker broker) {
        this.broker = broker;
    }

    void assign(TopicPartition partition, int position) {
        readings.put(partition, new Reading(position));
    }

    void revoke(TopicPartition partition) {
        readings.remove(partition);
    }

    void pause(TopicPartition partition, boolean paused) {
        reading(partition).paused = paused;
    }

    /** As {@code currentLag}: known end less position; empty before any is known. */
    OptionalInt lag(TopicPartition partition) {
        Reading reading = reading(partition);
        return reading.knownEnd == null ? OptionalInt.empty() : OptionalInt.of(reading.knownEnd - reading.position);
    }

    /** Asks the broker for the ends of those whose lag nobody knows; answered at once. */
    void askForEnds() {
        readings.forEach((partition, reading) -> {
            if (reading.knownEnd == null) {
                reading.knownEnd = broker.log(partition).stableEnd();
            }
        });
    }

    /** Hands out what lies here, then sends the next fetch if none is under way, beginning at the {@code first} partition. */
    void poll(BiConsumer<TopicPartition, Polled> to, int first) {
        int left = RECORDS_OF_A_POLL;
        for (Answer answer : List.copyOf(buffered)) {
            Reading reading = readings.get(answer.partition);
            if (reading == null || reading.position != answer.next) {
                buffered.remove(answer);
            } else if (!reading.paused && left > 0) {
                left -= takeUp(answer, reading, left, to);
            }
        }
        if (!underWay) {
            send(first);
        }
    }

    private int takeUp(Answer answer, Reading reading, int most, BiConsumer<TopicPartition, Polled> to) {
        reading.knownEnd = answer.stableEnd;
        int taken = 0;
        int end = answer.next + answer.entries.size();
        while (answer.next < end && taken < most) {
            int offset = answer.next++;
            Entry entry = answer.entries.remove(0);
            if (entry.isCommitted()) {
                taken++;
                to.accept(answer.partition, new Polled(offset, entry));
            }
        }
        reading.position = answer.next;
        if (answer.entries.isEmpty()) {
            buffered.remove(answer);
        }
        return taken;
    }

    private void send(int first) {
        List<Asked> asked = new ArrayList<>();
        readings.forEach((partition, reading) -> {
            boolean here = buffered.stream().anyMatch(each -> each.partition.equals(partition));
            if (!reading.paused && !here) {
                asked.add(new Asked(partition, reading.position));
            }
        });
        Collections.rotate(asked, first);
        toRead.addAll(asked);
        underWay = !asked.isEmpty();
    }

    /** The broker reads one more partition for the fetch under way; where all are read, the answer arrives. */
    @Nullable
    String progress() {
        if (!underWay) {
            return null;
        }
        Asked next = toRead.poll();
        if (next == null) {
            buffered.addAll(read);
            read.clear();
            underWay = false;
            return "the answer arrives";
        }
        PartitionLog log = broker.log(next.partition);
        int end = Math.min(log.stableEnd(), next.from + RECORDS_OF_A_PARTITION);
        List<Entry> entries = new ArrayList<>();
        for (int offset = next.from; offset < end; offset++) {
            entries.add(log.at(offset));
        }
        read.add(new Answer(next.partition, next.from, entries, log.stableEnd()));
        return "the broker reads " + next.partition + " from " + next.from + ": " + entries.size() + " records, end "
                + log.stableEnd();
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Whether nothing is left to read of what it is assigned. */
    boolean isAtEnd() {
        return readings.entrySet().stream()
                .allMatch(each ->
                        each.getValue().position >= broker.log(each.getKey()).stableEnd());
    }

    private Reading reading(TopicPartition partition) {
        Reading reading = readings.get(partition);
        if (reading == null) {
            throw new IllegalStateException(partition + " is not assigned");
        }
        return reading;
    }
}
