package io.sojourn.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash over all that was ever announced of a customer: the first 16 bytes of SHA-256 over the previous hash and what was
 * decided and when it became true. Two runs agree about a customer exactly when their chains are equal.
 *
 * @param high the first eight bytes
 * @param low the other eight
 */
public record Chain(long high, long low) {
    public static final Chain START = new Chain(0, 0);

    /** Never fed, only copied: to ask for the algorithm anew is to search all providers. */
    private static final MessageDigest SHA_256 = sha256();

    /** The hash for people and for topics: 32 digits. */
    public String hex() {
        HexFormat format = HexFormat.of();
        return format.toHexDigits(high) + format.toHexDigits(low);
    }

    /** The chain after one announcement about {@code subject} (a ladder or a mark). */
    Chain after(String subject, int ordinal, String from, String to, long effectiveAt) {
        String link = hex() + '\n' + subject + '\n' + ordinal + '\n' + from + '\n' + to + '\n' + effectiveAt;
        byte[] digest = copyOfSha256().digest(link.getBytes(UTF_8));
        return new Chain(eightBytes(digest, 0), eightBytes(digest, Long.BYTES));
    }

    @Override
    public String toString() {
        return hex();
    }

    private static long eightBytes(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            number = number << Byte.SIZE | (bytes[i] & 0xff);
        }
        return number;
    }

    private static MessageDigest copyOfSha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
