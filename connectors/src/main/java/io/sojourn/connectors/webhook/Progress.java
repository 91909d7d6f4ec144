package io.sojourn.connectors.webhook;

import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** What of one partition is still on its way, so that nothing is committed that has not arrived. Thread-safe. */
final class Progress {
    private final TreeSet<Long> underWay = new TreeSet<>();
    private boolean givenAway;

    synchronized void begin(long offset) {
        underWay.add(offset);
    }

    synchronized void done(long offset) {
        underWay.remove(offset);
    }

    /** Another task has the partition from now on, and posts what has not been committed. */
    synchronized void giveAway() {
        givenAway = true;
    }

    synchronized boolean isGivenAway() {
        return givenAway;
    }

    /** Where reading would have to begin again; {@code read} is how far it has come. */
    synchronized OffsetAndMetadata committable(OffsetAndMetadata read) {
        return underWay.isEmpty() ? read : new OffsetAndMetadata(underWay.first());
    }
}
