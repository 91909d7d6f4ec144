package io.sojourn.connectors.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies as the specification tells a receiver to; knows nothing of how we sign. */
final class Verifier {
    private Verifier() {}

    static boolean accepts(String secret, Mailbox.Kept letter) {
        return accepts(secret, letter.id(), letter.timestamp(), new String(letter.body(), UTF_8), letter.signature());
    }

    static boolean accepts(String secret, String id, String timestamp, String payload, String signatures) {
        if (id.contains(".") || timestamp.contains(".")) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            byte[] expected =
                    mac.doFinal("%s.%s.%s".formatted(id, timestamp, payload).getBytes(UTF_8));
            return Arrays.stream(signatures.split(" ", -1))
                    .map(each -> each.split(",", 2))
                    .filter(each -> each[0].equals("v1"))
                    .anyMatch(each ->
                            MessageDigest.isEqual(expected, Base64.getDecoder().decode(each[1])));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
