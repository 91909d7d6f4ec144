package io.sojourn.intake;

import io.sojourn.decisions.Header;
import io.sojourn.decisions.Rejected;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a refused record, whole, so that it can be mended and sent again. An original too large for the topic it goes to
 * is cut, and the hint says so and where the whole one is: a record nobody can store must not stop everybody else's.
 */
final class RejectedEnvelope {
    /** Room for everything in the envelope that is not the original's: reason, value, hint, coordinates, framing. */
    private static final int ENVELOPE = 8 * 1024;

    private static final int PER_HEADER = 16;

    private final int largest;

    /** @param largest bytes an encoded envelope may have */
    RejectedEnvelope(int largest) {
        this.largest = largest;
    }

    Rejected around(Record<byte[], byte[]> original, RecordMetadata from, Refusal refusal) {
        int room = Math.max(0, largest - ENVELOPE);
        ByteBuffer key = first(room / 4, original.key());
        List<Header> headers = headersWithin(room / 4, original.headers());
        int left = room
                - size(key)
                - headers.stream().mapToInt(RejectedEnvelope::size).sum();
        ByteBuffer value = first(left, original.value());
        boolean whole = isWhole(key, original.key())
                && isWhole(value, original.value())
                && headers.size() == original.headers().toArray().length;
        return new Rejected(
                refusal.reason().name(),
                refusal.field(),
                refusal.value(),
                whole ? refusal.hint() : refusal.hint() + cut(original, from, size(value)),
                from.topic(),
                from.partition(),
                from.offset(),
                Instant.ofEpochMilli(original.timestamp()),
                key,
                value,
                headers);
    }

    private static String cut(Record<byte[], byte[]> original, RecordMetadata from, int kept) {
        int of = original.value() == null ? 0 : original.value().length;
        return "; too large to be kept whole, " + kept + " of " + of
                + " bytes of its value are here: the whole record is in "
                + from.topic() + ", partition " + from.partition() + ", offset " + from.offset()
                + ", while that topic keeps it";
    }

    private static @Nullable ByteBuffer first(int room, byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(Math.max(0, room), bytes.length));
    }

    private static List<Header> headersWithin(int room, Headers headers) {
        var kept = new ArrayList<Header>();
        int left = room;
        for (var header : headers) {
            var next = new Header(header.key(), header.value() == null ? null : ByteBuffer.wrap(header.value()));
            left -= size(next);
            if (left < 0) {
                break;
            }
            kept.add(next);
        }
        return kept;
    }

    private static boolean isWhole(@Nullable ByteBuffer kept, byte @Nullable [] bytes) {
        return bytes == null || (kept != null && kept.remaining() == bytes.length);
    }

    private static int size(@Nullable ByteBuffer bytes) {
        return bytes == null ? 0 : bytes.remaining();
    }

    private static int size(Header header) {
        // A character of the key takes at most three bytes.
        return PER_HEADER + 3 * header.getKey().length() + size(header.getValue());
    }
}
