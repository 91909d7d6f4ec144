package io.sojourn.proof.faults.script;

import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record, and when it is sent.
 *
 * @param at counted from the beginning of the run
 * @param partition null for the producer's own choice, by the key
 */
public record Sending(
        Duration at,
        String topic,
        @Nullable Integer partition,
        @Nullable String key,
        Payload payload) {

    /** The bytes, which may depend on when the run began. */
    public interface Payload {
        byte @Nullable [] bytes(Instant begin, WireFormat wire);
    }

    /** An event of a customer, keyed by them, as a well-behaved source sends it. */
    static Sending event(Duration at, String topic, String customer, Function<Instant, SpecificRecord> event) {
        return new Sending(at, topic, null, customer, (begin, wire) -> wire.encode(topic, event.apply(begin)));
    }

    /** Bytes that are no event of ours. */
    static Sending bytes(Duration at, String topic, byte @Nullable [] bytes) {
        return new Sending(at, topic, null, null, (begin, wire) -> bytes);
    }

    Sending later(Duration at) {
        return new Sending(at, topic, partition, key, payload);
    }

    /** The same to a partition of the sender's choice. */
    public Sending to(int partition) {
        return new Sending(at, topic, partition, key, payload);
    }
}
