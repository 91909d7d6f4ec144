package io.sojourn.server;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the caller.
 *
 * @param status     of HTTP
 * @param body       JSON, UTF-8
 * @param retryAfter seconds after which asking again makes sense; null where it does not
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go from socket to socket; nobody compares two answers
record Answer(int status, byte[] body, @Nullable String retryAfter) {
    static Answer ok(JsonNode body) {
        return new Answer(200, Json.bytes(body), null);
    }
}
