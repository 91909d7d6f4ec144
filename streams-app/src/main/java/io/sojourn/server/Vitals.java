package io.sojourn.server;

import java.time.Instant;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is at a moment.
 *
 * @param state           of Kafka Streams
 * @param lag             records that wait to be read in all partitions this instance decides from
 * @param stillToRestore  changelog records that stores still have to read before they can answer
 * @param freeDisk        bytes left where the state is kept
 * @param registryWaiting whether a thread waits for the schema registry
 * @param clock           the latest tick of the ledger partition that is furthest behind; null before the first
 * @param clockHeldBy     imports that hold the clock
 * @param missingRights   the rights for lack of which it stopped, with their user, in one line; null if it did not
 */
public record Vitals(
        KafkaStreams.State state,
        long lag,
        long stillToRestore,
        long freeDisk,
        boolean registryWaiting,
        @Nullable Instant clock,
        Set<String> clockHeldBy,
        @Nullable String missingRights) {

    /** Whether this instance works or may come to work by itself; otherwise only a restart helps. */
    public boolean alive() {
        return switch (state) {
            case CREATED, REBALANCING, RUNNING -> true;
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
        };
    }
}
