package io.sojourn.replay;

import io.sojourn.ledger.Mode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ledger to be read again, each partition from its top to where it ended when it was opened. */
public interface Ledger {
    /**
     * One entry as it stands there.
     *
     * @param key the customer id in UTF-8; null where the entry is of the clock
     * @param value in the wire format
     * @param timestamp in milliseconds
     * @param mode in which an event came in
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes go on to the fold; nobody compares two entries
    record Entry(long offset, byte @Nullable [] key, byte[] value, long timestamp, Mode mode) {}

    int partitions();

    /** About how many entries there are, for who shows how far the reading has come. */
    long size();

    /** Reads one partition. May be called for several partitions at once, each by a thread of its own. */
    void read(int partition, Consumer<Entry> reader);
}
