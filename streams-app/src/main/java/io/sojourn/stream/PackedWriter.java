package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes numbers, instants and texts one behind the other, each as short as it is; {@link PackedReader} reads them. */
final class PackedWriter {
    static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** What a column may be divided by: cents and whole units of money, seconds and minutes of time. */
    static final long[] UNITS = {1, 100, 1_000, 10_000, 60_000};

    /** Instants that are none, in one byte; then one that stands by itself; then distances. */
    static final int EARLIEST = 0;

    static final int LATEST = 1;
    static final int BY_ITSELF = 2;
    static final int DISTANCES = 3;

    private static final int USUAL_BYTES = 512;
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int used;
    private long instant;

    void clear() {
        used = 0;
        instant = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, used);
    }

    /** Seven bits a byte: best for small numbers that are not negative. */
    void number(long number) {
        room(LONGEST_NUMBER);
        long left = number;
        while ((left & ~0x7fL) != 0) {
            bytes[used++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[used++] = (byte) left;
    }

    /** A number that may be negative: the sign stands last, so that small ones are short either way. */
    void signed(long number) {
        number((number << 1) ^ (number >> 63));
    }

    /** An instant, as its distance from the one before. */
    void instant(long at) {
        if (at == Long.MIN_VALUE) {
            number(EARLIEST);
            return;
        }
        if (at == Long.MAX_VALUE) {
            number(LATEST);
            return;
        }
        long distance = at - instant;
        long folded = (distance << 1) ^ (distance >> 63);
        if (folded < 0 || folded > Long.MAX_VALUE - DISTANCES) {
            number(BY_ITSELF);
            fixed(at, Long.BYTES);
        } else {
            number(folded + DISTANCES);
        }
        instant = at;
    }

    /** The next distance counts from here. */
    void countFrom(long at) {
        instant = at;
    }

    /** The lowest {@code width} bytes of a number; one that needs more is not told apart from others. */
    void fixed(long number, int width) {
        room(Long.BYTES);
        EIGHT_BYTES.set(bytes, used, number << (Long.SIZE - Byte.SIZE * width));
        used += width;
    }

    /**
     * The first {@code count} numbers, all in the largest unit that divides them and as wide as the widest. Leaves them
     * divided.
     */
    void column(long[] numbers, int count) {
        long all = 0;
        for (int i = 0; i < count; i++) {
            all |= numbers[i];
        }
        if (all == 0) {
            number(0);
            return;
        }
        int index = unit(numbers, count);
        if (index > 0) {
            all = 0;
            for (int i = 0; i < count; i++) {
                numbers[i] /= UNITS[index];
                all |= numbers[i];
            }
        }
        int width = (Long.SIZE - Long.numberOfLeadingZeros(all) + Byte.SIZE - 1) / Byte.SIZE;
        number(index << 4 | width);
        room(count * width + Long.BYTES);
        for (int i = 0; i < count; i++) {
            EIGHT_BYTES.set(bytes, used, numbers[i] << (Long.SIZE - Byte.SIZE * width));
            used += width;
        }
    }

    private static int unit(long[] numbers, int count) {
        for (int index = UNITS.length - 1; index > 0; index--) {
            int i = 0;
            while (i < count && numbers[i] % UNITS[index] == 0) {
                i++;
            }
            if (i == count) {
                return index;
            }
        }
        return 0;
    }

    void text(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        number(encoded.length);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, used, encoded.length);
        used += encoded.length;
    }

    private void room(int more) {
        if (bytes.length - used < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + more));
        }
    }
}
