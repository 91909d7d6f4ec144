package io.sojourn.server;

/** What was asked for is not in this instance's stores, at least not now. */
public final class NotHereException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what is not here and why, for people */
    public NotHereException(String message) {
        super(message);
    }

    /** @param cause what the store answered */
    public NotHereException(String message, Throwable cause) {
        super(message, cause);
    }
}
