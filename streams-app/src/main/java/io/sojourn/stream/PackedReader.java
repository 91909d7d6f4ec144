package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;

/**
 * Reads what {@link PackedWriter} wrote, in the same order.
 *
 * <p>Past the end every method throws an {@link IndexOutOfBoundsException}; at what no writer writes, an
 * {@link IllegalArgumentException}.
 */
final class PackedReader {
    private final byte[] bytes;
    private int at;
    private long instant;

    PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int left() {
        return bytes.length - at;
    }

    long number() {
        byte first = bytes[at++];
        long number = first & 0x7f;
        byte last = first;
        for (int shift = 7; last < 0; shift += 7) {
            if (shift >= Long.SIZE) {
                throw new IllegalArgumentException("a number is longer than any");
            }
            last = bytes[at++];
            number |= (last & 0x7fL) << shift;
        }
        return number;
    }

    long signed() {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    /** How many of something follow; so many as could not stand in the rest is the end of the bytes. */
    int count(int bytesOfEach) {
        return (int) Objects.checkIndex(number(), left() / bytesOfEach + 1L);
    }

    long instant() {
        long code = number();
        if (code == PackedWriter.EARLIEST) {
            return Long.MIN_VALUE;
        }
        if (code == PackedWriter.LATEST) {
            return Long.MAX_VALUE;
        }
        if (code == PackedWriter.BY_ITSELF) {
            instant = fixed(Long.BYTES);
        } else {
            long folded = code - PackedWriter.DISTANCES;
            instant += (folded >>> 1) ^ -(folded & 1);
        }
        return instant;
    }

    void countFrom(long from) {
        instant = from;
    }

    long fixed(int width) {
        if (left() >= Long.BYTES) {
            long number = (long) PackedWriter.EIGHT_BYTES.get(bytes, at) >>> (Long.SIZE - Byte.SIZE * width);
            at += width;
            return number;
        }
        long number = 0;
        for (int i = 0; i < width; i++) {
            number = number << Byte.SIZE | (bytes[at++] & 0xff);
        }
        return number;
    }

    /** Whether the next column is all zero; then it is passed over. */
    boolean isZeros() {
        boolean zeros = bytes[at] == 0;
        at += zeros ? 1 : 0;
        return zeros;
    }

    /** A column of {@code count} numbers into the places from {@code from} on. */
    void column(long[] numbers, int from, int count) {
        int form = bytes[at++];
        int width = form & 0xf;
        int index = form >> 4;
        if (form < 0 || width > Long.BYTES || index >= PackedWriter.UNITS.length) {
            throw new IllegalArgumentException("no column has the form " + form);
        }
        if (width == 0) {
            return;
        }
        long unit = PackedWriter.UNITS[index];
        for (int i = from; i < from + count; i++) {
            numbers[i] = fixed(width) * unit;
        }
    }

    String text() {
        int length = count(1);
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }
}
