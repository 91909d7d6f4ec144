package io.sojourn.dev.shop;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What is already decided about somebody's future, by time; whoever writes it down gets the event ids in that order. */
final class Diary {
    /** How to put something into an event. */
    @FunctionalInterface
    interface Telling {
        SpecificRecord tell(String eventId, @Nullable String customerId, Instant at);
    }

    private record Entry(long at, int serial, Telling telling) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingInt(Entry::serial));
    private final String name;
    private final @Nullable String customerId;
    private int serial;

    /**
     * @param name begins every id that is given here
     * @param customerId whose events these are; null for guests
     */
    Diary(String name, @Nullable String customerId) {
        this.name = name;
        this.customerId = customerId;
    }

    void note(long at, Telling telling) {
        entries.add(new Entry(at, ++serial, telling));
    }

    /** An id such as {@code c-000012-o3}, unique for its kind and ordinal. */
    String id(char kind, int ordinal) {
        return name + '-' + kind + ordinal;
    }

    long nextAt() {
        var first = entries.peek();
        return first == null ? Course.NEVER : first.at();
    }

    Moment next() {
        var entry = entries.remove();
        var eventId = id('e', entry.serial());
        return new Moment(
                Instant.ofEpochMilli(entry.at()),
                customerId,
                at -> entry.telling().tell(eventId, customerId, at));
    }
}
