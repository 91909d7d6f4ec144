package io.sojourn.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Names one customer everywhere; the same text is the key of every record about them. */
public record CustomerId(String value) implements Comparable<CustomerId> {
    public static CustomerId fromKey(byte[] key) {
        return new CustomerId(new String(key, UTF_8));
    }

    /** The id as a record key: UTF-8. */
    public byte[] toKey() {
        return value.getBytes(UTF_8);
    }

    @Override
    public int compareTo(CustomerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
