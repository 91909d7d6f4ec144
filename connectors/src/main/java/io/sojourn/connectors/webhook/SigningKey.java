package io.sojourn.connectors.webhook;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A shared secret as the Standard Webhooks specification writes it: {@code whsec_} and 24 to 64 bytes in base64. */
final class SigningKey {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    private SigningKey(byte[] secret) {
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Those in a text, apart by white space or commas.
     *
     * @throws IllegalArgumentException if one is malformed or there is none; the message holds nothing of them
     */
    static List<SigningKey> in(String text) {
        List<SigningKey> keys = Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .map(SigningKey::of)
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is none: give one that begins with " + PREFIX);
        }
        return keys;
    }

    private static SigningKey of(String word) {
        if (!word.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "one does not begin with " + PREFIX + ": put that before the base64 of the bytes");
        }
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(word.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("what follows " + PREFIX + " in one is not base64");
        }
        if (secret.length < FEWEST_BYTES || secret.length > MOST_BYTES) {
            throw new IllegalArgumentException("one has " + secret.length + " bytes: make it of " + FEWEST_BYTES
                    + " to " + MOST_BYTES + " random ones, as `openssl rand -base64 32` does");
        }
        return new SigningKey(secret);
    }

    /** The signature of this content as it stands in the header. */
    String sign(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
