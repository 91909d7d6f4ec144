package io.sojourn.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer that says why there is none: a status, a code for programs, a sentence and a hint for people. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String hint;
    private final @Nullable Duration retryAfter;

    Problem(int status, String code, String message, String hint) {
        this(status, code, message, hint, null);
    }

    private Problem(int status, String code, String message, String hint, @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.hint = hint;
        this.retryAfter = retryAfter;
    }

    /** Something that passes: the caller is told when to ask again. */
    static Problem passing(String code, String message, String hint) {
        return new Problem(503, code, message, hint, Duration.ofSeconds(2));
    }

    /** What the HTTP layer refuses by itself: unknown addresses and methods. */
    static Answer of(HttpResponseException refusal) {
        return new Problem(
                        refusal.getStatus(),
                        refusal.getStatus() == 404 ? "address-unknown" : "not-possible",
                        String.valueOf(refusal.getMessage()),
                        "GET / lists the addresses, /openapi.yaml describes them.")
                .answer();
    }

    static Problem unexpected(Exception failure) {
        return new Problem(
                500,
                "unexpected",
                "The question could not be answered: " + failure.getClass().getSimpleName() + ".",
                "The log of this instance says more.");
    }

    Answer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", code);
        body.put("message", getMessage());
        body.put("hint", hint);
        return new Answer(status, Json.bytes(body), retryAfter == null ? null : Long.toString(retryAfter.toSeconds()));
    }
}
