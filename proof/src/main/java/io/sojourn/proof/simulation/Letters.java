package io.sojourn.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.schemas.Topics;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Takes rounds away from clock letters, by telling the product that a letter comes back from a later one than it does. */
final class Letters {
    /** As {@code docs/clock.md} has it: the round, a space, and the instant it asks about. */
    private static final String ASKS = "sojourn-asks";

    private static final int LAST_OF_ALL = 1_000;

    private Letters() {}

    static Record<byte[], byte[]> delivered(String topic, Record<byte[], byte[]> record, Guards guards) {
        if (!topic.equals(Topics.CLOCK)) {
            return record;
        }
        Header header = record.headers().lastHeader(ASKS);
        String asks = header == null ? "1 " + Long.MAX_VALUE : new String(header.value(), UTF_8);
        int space = asks.indexOf(' ');
        if (Integer.parseInt(asks.substring(0, space)) < guards.letterRounds()) {
            return record;
        }
        byte[] answered = (LAST_OF_ALL + asks.substring(space)).getBytes(UTF_8);
        return record.withHeaders(new RecordHeaders().add(ASKS, answered));
    }
}
