package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Purchases;
import io.sojourn.customer.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The older steps of a customer's long trails, in blocks of a fixed number of steps that are stored beside the standing and
 * written again only when one of their steps is another. The standing itself carries the rest, so what is written of a
 * customer does not grow with their orders. One thread writes, any reads.
 */
final class Blocks {
    // The numbers of the trails that can have blocks.
    static final int COUNTING = 0;
    static final int GONE = 1;
    static final int REFUNDS = 2;

    static final int STEPS = 32;

    /** So many steps at least stay with the standing: what comes a little late then changes no block. */
    private static final int LEFT_OUT = 8;

    /** Where blocks are found by their keys; null is none. */
    interface Source {
        byte @Nullable [] get(Bytes key);
    }

    /** The blocks of one customer as they are stored. */
    record Stored(CustomerId customer, Source source) {
        /** All blocks of a trail. A number of them gone wrong ends at the first that is missing, before it costs much. */
        List<byte[]> fetch(int trail, int blocks) {
            List<byte[]> fetched = new ArrayList<>();
            for (int block = 0; block < blocks; block++) {
                BlockKey key = new BlockKey(customer, trail, block);
                byte[] bytes = source.get(key.toBytes());
                if (bytes == null) {
                    throw new IllegalStateException(key + " is missing");
                }
                fetched.add(bytes);
            }
            return fetched;
        }

        void read(int trail, int block, byte[] bytes, Consumer<PackedReader> how) {
            PackedReader in = new PackedReader(bytes);
            try {
                how.accept(in);
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalStateException(new BlockKey(customer, trail, block) + " cannot be read", e);
            }
            if (in.left() > 0) {
                throw new IllegalStateException(new BlockKey(customer, trail, block) + " is too long");
            }
        }
    }

    private final TrailCodec trails = new TrailCodec();
    private final PackedWriter out = new PackedWriter();

    /** How many blocks stand before what the standing carries of a trail of this size. */
    static int before(int size) {
        return Math.max(0, size - LEFT_OUT) / STEPS;
    }

    /** Whether any block stands beside the standing of whoever bought this. */
    static boolean has(Purchases bought) {
        return before(bought.counting().size()) > 0
                || before(bought.gone().size()) > 0
                || before(bought.refunds().size()) > 0;
    }

    /** The trails that can have blocks, by their numbers. */
    private static List<Trail> trails(Purchases bought) {
        return List.of(bought.counting(), bought.gone(), bought.refunds());
    }

    /** Tells of every block that is not as it is stored: its bytes, or null where there is none any more. */
    void changed(CustomerId customer, Purchases now, Purchases stored, BiConsumer<Bytes, byte @Nullable []> changed) {
        List<Trail> all = trails(now);
        List<Trail> allStored = trails(stored);
        for (int number = 0; number < all.size(); number++) {
            Trail trail = all.get(number);
            Trail was = allStored.get(number);
            int blocks = before(trail.size());
            int storedBlocks = before(was.size());
            int common = Math.min(blocks, storedBlocks);
            for (int block = nextOther(trail, was, 0, common); block < common; ) {
                changed.accept(key(customer, number, block), bytes(trail, block));
                block = nextOther(trail, was, block + 1, common);
            }
            for (int block = common; block < blocks; block++) {
                changed.accept(key(customer, number, block), bytes(trail, block));
            }
            for (int block = blocks; block < storedBlocks; block++) {
                changed.accept(key(customer, number, block), null);
            }
        }
    }

    /** The first block from {@code block} on, but below {@code end}, that is not as it was, or {@code end}. */
    private static int nextOther(Trail trail, Trail was, int block, int end) {
        return block == end ? end : Math.min(end, trail.firstDifference(was, block * STEPS) / STEPS);
    }

    private static Bytes key(CustomerId customer, int trail, int block) {
        return new BlockKey(customer, trail, block).toBytes();
    }

    private byte[] bytes(Trail trail, int block) {
        out.clear();
        trails.writeSteps(out, trail, block * STEPS, (block + 1) * STEPS);
        return out.toBytes();
    }
}
