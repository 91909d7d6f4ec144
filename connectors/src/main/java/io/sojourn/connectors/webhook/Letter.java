package io.sojourn.connectors.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One attempt at posting, after the Standard Webhooks specification: what is signed is {@code id.timestamp.body}.
 *
 * @param id the decision's, as a header may hold it; the same at every attempt
 * @param timestamp of the attempt, in seconds
 * @param signature one for each key, the receiver looks for one it can verify
 */
@SuppressWarnings("ArrayRecordComponent") // the body goes to the socket; nobody compares two letters
record Letter(String id, String timestamp, String signature, byte[] body) {
    /** What an id keeps. No full stop, or id and timestamp could be taken apart in two ways. */
    private static final String KEPT = "-_~/:@+=";

    static Letter sealed(String decisionId, byte[] body, Instant now, List<SigningKey> keys) {
        String id = headerOf(decisionId);
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] content = joined((id + "." + timestamp + ".").getBytes(US_ASCII), body);
        String signature = keys.stream().map(key -> key.sign(content)).collect(Collectors.joining(" "));
        return new Letter(id, timestamp, signature, body);
    }

    /** Percent-encoded where a customer's id has what a header cannot hold; of most ids nothing changes. */
    static String headerOf(String decisionId) {
        StringBuilder header = new StringBuilder();
        for (byte each : decisionId.getBytes(UTF_8)) {
            char sign = (char) (each & 0xff);
            if ((sign >= '0' && sign <= '9')
                    || (sign >= 'a' && sign <= 'z')
                    || (sign >= 'A' && sign <= 'Z')
                    || KEPT.indexOf(sign) >= 0) {
                header.append(sign);
            } else {
                header.append('%').append(Character.toUpperCase(Character.forDigit(sign >> 4, 16)));
                header.append(Character.toUpperCase(Character.forDigit(sign & 15, 16)));
            }
        }
        return header.toString();
    }

    private static byte[] joined(byte[] head, byte[] body) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(head.length + body.length);
        joined.writeBytes(head);
        joined.writeBytes(body);
        return joined.toByteArray();
    }
}
