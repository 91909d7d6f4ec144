package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.customer.CustomerId;
import java.nio.ByteBuffer;

/** Whom to look at, and when; as bytes, whose unsigned order is that of (at, customer). */
record Due(long at, CustomerId customer) {
    byte[] toKey() {
        byte[] id = customer.toKey();
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(unsigned(at))
                .put(id)
                .array();
    }

    static Due fromKey(byte[] key) {
        return new Due(instantOf(key), new CustomerId(new String(key, Long.BYTES, key.length - Long.BYTES, UTF_8)));
    }

    static long instantOf(byte[] key) {
        return unsigned(ByteBuffer.wrap(key).getLong());
    }

    /** The sign flipped, there and back: instants before 1970 come first. */
    private static long unsigned(long at) {
        return at ^ Long.MIN_VALUE;
    }
}
