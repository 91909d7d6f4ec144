package io.sojourn.collector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a whole request is refused: a status, a code for programs, a sentence and a hint for people. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final int status;
    private final String code;
    private final String hint;
    private final @Nullable Duration retryAfter;

    private Problem(int status, String code, String message, String hint, @Nullable Duration retryAfter) {
        // Refusals are ordinary and frequent under attack: no stack trace is gathered.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.hint = hint;
        this.retryAfter = retryAfter;
    }

    /** Sent again as it is, it would be refused again; senders know that by the status. */
    static Problem lasting(int status, String code, String message, String hint) {
        return new Problem(status, code, message, hint, null);
    }

    /** Too much at a time: sent again a little later it is taken. */
    static Problem overload(String message) {
        return new Problem(429, "overload", message, "Send the same request again after Retry-After.", SOON);
    }

    /** The events may or may not have been written: sent again under the same ids, they count once. */
    static Problem undelivered(String message) {
        return new Problem(
                503,
                "not-delivered",
                message,
                "Send the same request again after Retry-After: events that were taken already count once.",
                SOON);
    }

    static Problem unknownKey() {
        return lasting(
                401,
                "key-unknown",
                "There is no known write key with this request.",
                "Give it as the user of Basic authentication with an empty password, or as writeKey in the body.");
    }

    static Problem tooLarge(int most) {
        return lasting(
                413,
                "body-too-large",
                "The body has more than " + most + " bytes.",
                "Send fewer events at a time (setting collector.max.body).");
    }

    static Problem tooSlow(Duration within) {
        return lasting(
                408,
                "body-too-slow",
                "The body did not come within " + within.toSeconds() + " s.",
                "Send fewer events at a time, or find out what holds them up on the way.");
    }

    static Problem unreadable(String message) {
        return lasting(400, "unreadable", message, "Send one JSON document in UTF-8.");
    }

    int status() {
        return status;
    }

    Answer answer() {
        var body = Json.object();
        body.put("success", false);
        body.put("error", code);
        body.put("message", getMessage());
        body.put("hint", hint);
        return new Answer(status, Json.bytes(body), retryAfter);
    }
}
