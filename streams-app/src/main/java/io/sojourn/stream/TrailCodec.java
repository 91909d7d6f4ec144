package io.sojourn.stream;

import io.sojourn.customer.Fingerprint;
import io.sojourn.customer.Trail;
import java.util.Objects;

/**
 * A trail within a stored standing, column by column: instants from the latest back, since that is near the instant at
 * which the customer was looked at, then ids, amounts, and the few of them that something went off. One thread writes, any
 * reads.
 */
final class TrailCodec {
    private long[] scratch = new long[64];

    void write(PackedWriter out, Trail trail) {
        int size = trail.size();
        out.number(size);
        if (size == 0) {
            return;
        }
        if (scratch.length < size) {
            scratch = new long[size * 2];
        }
        out.instant(trail.at(size - 1));
        for (int i = 0; i < size - 1; i++) {
            scratch[i] = trail.at(i + 1) - trail.at(i);
        }
        out.column(scratch, size - 1);
        // The first order of all is when most customers were first seen.
        out.countFrom(trail.at(0));
        int off = 0;
        for (int i = 0; i < size; i++) {
            writeId(out, trail.id(i));
            scratch[i] = trail.amount(i);
            off += trail.off(i) == 0 ? 0 : 1;
        }
        out.column(scratch, size);
        out.number(off);
        int row = 0;
        for (int i = 0; off > 0; i++) {
            if (trail.off(i) != 0) {
                out.number(i - row);
                out.signed(trail.off(i));
                row = i;
                off--;
            }
        }
    }

    static Trail read(PackedReader in) {
        int size = in.count(Fingerprint.BYTES);
        if (size == 0) {
            return Trail.EMPTY;
        }
        long[] ats = new long[size];
        ats[size - 1] = in.instant();
        in.column(ats, size - 1);
        for (int i = size - 2; i >= 0; i--) {
            ats[i] = ats[i + 1] - ats[i];
        }
        in.countFrom(ats[0]);
        long[] ids = new long[size];
        for (int i = 0; i < size; i++) {
            ids[i] = in.fixed(Fingerprint.BYTES);
        }
        long[] amounts = in.column(size);
        int off = in.count(2);
        long[] offs = new long[off == 0 ? 0 : size];
        int row = 0;
        for (; off > 0; off--) {
            row = (int) Objects.checkIndex(row + in.number(), (long) size);
            offs[row] = in.signed();
        }
        return Trail.of(ats, ids, amounts, offs);
    }

    /** The fingerprint of an id. */
    static void writeId(PackedWriter out, long id) {
        if (id >>> (Byte.SIZE * Fingerprint.BYTES) != 0) {
            throw new IllegalArgumentException("no fingerprint is as long as " + id);
        }
        out.fixed(id, Fingerprint.BYTES);
    }
}
