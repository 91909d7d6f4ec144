package io.sojourn.proof.simulation;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * An event as a source sent it, and what should become of it.
 *
 * @param stamp when it arrived
 * @param event null if nobody can read it
 */
record Sent(
        int number,
        TopicPartition partition,
        int offset,
        long stamp,
        Fate fate,
        @Nullable SpecificRecord event) {
    enum Fate {
        ACCEPTED,
        REFUSED,
        GUEST
    }

    @Nullable
    String customer() {
        return event == null
                ? null
                : (String) event.get(event.getSchema().getField("customerId").pos());
    }
}
