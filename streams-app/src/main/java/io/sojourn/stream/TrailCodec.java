package io.sojourn.stream;

import io.sojourn.customer.Fingerprint;
import io.sojourn.customer.Trail;
import java.util.List;
import java.util.Objects;

/**
 * A trail within a stored standing, column by column: instants from the latest back, since that is near the instant at
 * which the customer was looked at, then ids, amounts, and the few of them that something went off. One thread writes, any
 * reads.
 */
final class TrailCodec {
    private static final long[] ZEROS = new long[0];

    private long[] scratch = new long[64];

    /** The whole trail. */
    void write(PackedWriter out, Trail trail) {
        write(out, trail, 0);
    }

    /** What {@link Blocks} leave of it. */
    void writeLatest(PackedWriter out, Trail trail) {
        int inBlocks = Blocks.before(trail.size()) * Blocks.STEPS;
        write(out, trail, inBlocks);
        if (inBlocks > 0) {
            out.instant(trail.at(inBlocks - 1));
            out.signed(trail.amount(0, inBlocks));
            out.signed(trail.off(0, inBlocks));
        }
    }

    private void write(PackedWriter out, Trail trail, int from) {
        out.number(trail.size());
        if (trail.size() > 0) {
            writeSteps(out, trail, from, trail.size());
        }
    }

    /** Steps {@code from} (inclusive) to {@code to} (exclusive), which are not none. */
    void writeSteps(PackedWriter out, Trail trail, int from, int to) {
        int size = to - from;
        if (scratch.length < size) {
            scratch = new long[size * 2];
        }
        out.instant(trail.at(to - 1));
        for (int i = 0; i < size - 1; i++) {
            scratch[i] = trail.at(from + i + 1) - trail.at(from + i);
        }
        out.column(scratch, size - 1);
        // The first order of all is when most customers were first seen.
        out.countFrom(trail.at(from));
        int off = 0;
        for (int i = 0; i < size; i++) {
            writeId(out, trail.id(from + i));
            scratch[i] = trail.amount(from + i);
            off += trail.off(from + i) == 0 ? 0 : 1;
        }
        out.column(scratch, size);
        out.number(off);
        int row = 0;
        for (int i = 0; off > 0; i++) {
            if (trail.off(from + i) != 0) {
                out.number(i - row);
                out.signed(trail.off(from + i));
                row = i;
                off--;
            }
        }
    }

    /** A trail that stands there whole. */
    static Trail read(PackedReader in) {
        Steps steps = new Steps(in.count(Fingerprint.BYTES));
        steps.read(in, 0, steps.size);
        return steps.trail();
    }

    /**
     * A trail whose older steps may stand in blocks.
     *
     * @throws IllegalStateException if a block is missing or spoilt
     */
    static Trail readLatest(PackedReader in, int number, Blocks.Stored stored) {
        int size = (int) Objects.checkIndex(in.number(), (long) Integer.MAX_VALUE);
        List<byte[]> blocks = stored.fetch(number, Blocks.before(size));
        int inBlocks = blocks.size() * Blocks.STEPS;
        int here = Objects.checkIndex(size - inBlocks, in.left() / Fingerprint.BYTES + 1);
        Steps steps = new Steps(size);
        for (int i = 0; i < blocks.size(); i++) {
            int from = i * Blocks.STEPS;
            stored.read(number, i, blocks.get(i), block -> steps.read(block, from, Blocks.STEPS));
        }
        steps.read(in, inBlocks, here);
        Trail trail = steps.trail();
        if (inBlocks > 0) {
            checkSame(trail.at(inBlocks - 1), in.instant());
            checkSame(trail.amount(0, inBlocks), in.signed());
            checkSame(trail.off(0, inBlocks), in.signed());
        }
        return trail;
    }

    private static void checkSame(long read, long written) {
        if (read != written) {
            throw new IllegalArgumentException("its blocks are not those it was written with");
        }
    }

    /** Steps being read, part by part. */
    private static final class Steps {
        private final int size;
        private final long[] ats;
        private final long[] ids;
        private long[] amounts = ZEROS;
        private long[] offs = ZEROS;

        Steps(int size) {
            this.size = size;
            ats = new long[size];
            ids = new long[size];
        }

        void read(PackedReader in, int from, int count) {
            if (count == 0) {
                return;
            }
            int last = from + count - 1;
            ats[last] = in.instant();
            in.column(ats, from, count - 1);
            for (int i = last - 1; i >= from; i--) {
                ats[i] = ats[i + 1] - ats[i];
            }
            in.countFrom(ats[from]);
            for (int i = from; i <= last; i++) {
                ids[i] = in.fixed(Fingerprint.BYTES);
            }
            if (!in.isZeros()) {
                amounts = amounts.length == 0 ? new long[size] : amounts;
                in.column(amounts, from, count);
            }
            int off = in.count(2);
            offs = off > 0 && offs.length == 0 ? new long[size] : offs;
            int row = 0;
            for (; off > 0; off--) {
                row = (int) Objects.checkIndex(row + in.number(), (long) count);
                offs[from + row] = in.signed();
            }
        }

        Trail trail() {
            return Trail.of(ats, ids, amounts, offs);
        }
    }

    /** The fingerprint of an id. */
    static void writeId(PackedWriter out, long id) {
        if (id >>> (Byte.SIZE * Fingerprint.BYTES) != 0) {
            throw new IllegalArgumentException("no fingerprint is as long as " + id);
        }
        out.fixed(id, Fingerprint.BYTES);
    }
}
