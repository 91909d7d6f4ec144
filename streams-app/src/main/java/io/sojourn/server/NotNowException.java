package io.sojourn.server;

/** This instance cannot answer at the moment: others hold what was asked for, or it is being restored. */
public final class NotNowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * For what only waiting mends.
     *
     * @param message what cannot be told and why, for people
     */
    public NotNowException(String message) {
        super(message);
    }

    /**
     * For what a store refused.
     *
     * @param message what cannot be told and why, for people
     * @param cause what was refused
     */
    public NotNowException(String message, Throwable cause) {
        super(message, cause);
    }
}
