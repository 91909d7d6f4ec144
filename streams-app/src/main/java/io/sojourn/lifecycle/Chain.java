package io.sojourn.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A hash over all that was ever announced of a customer: the first 16 bytes of SHA-256 over the previous hash and what was
 * decided and when it became true. Two runs agree about a customer exactly when their chains are equal.
 */
public record Chain(String hex) {
    public static final Chain START = new Chain("0".repeat(32));

    private static final int BYTES = 16;

    /** The chain after one announcement about {@code subject} (a ladder or a warning). */
    Chain after(String subject, int ordinal, String from, String to, long effectiveAt) {
        String link = hex + '\n' + subject + '\n' + ordinal + '\n' + from + '\n' + to + '\n' + effectiveAt;
        byte[] digest = sha256().digest(link.getBytes(UTF_8));
        return new Chain(HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
