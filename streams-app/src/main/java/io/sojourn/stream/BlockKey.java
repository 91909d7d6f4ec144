package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * The key of one block of a customer's trail: the id, a byte that UTF-8 never contains, and the numbers of trail and block.
 *
 * @param trail its number in {@link Blocks}
 * @param block counted from the oldest
 */
record BlockKey(CustomerId customer, int trail, int block) {
    private static final byte NO_UTF_8 = (byte) 0xff;
    private static final int BEHIND_THE_ID = 1 + 1 + Integer.BYTES;

    Bytes toBytes() {
        byte[] id = customer.toKey();
        return Bytes.wrap(ByteBuffer.allocate(id.length + BEHIND_THE_ID)
                .put(id)
                .put(NO_UTF_8)
                .put((byte) trail)
                .putInt(block)
                .array());
    }

    /** Whether this is the key of a block, and not that of a customer. */
    static boolean is(byte[] key) {
        return key.length >= BEHIND_THE_ID && key[key.length - BEHIND_THE_ID] == NO_UTF_8;
    }

    @Override
    public String toString() {
        return "block " + block + " of trail " + trail + " of customer " + customer;
    }
}
