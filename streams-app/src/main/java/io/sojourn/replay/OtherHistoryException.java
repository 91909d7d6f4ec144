package io.sojourn.replay;

/** Where something is to be written stands what another ledger, policy or range has left; it is as it was. */
public final class OtherHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what stands there, and what does not fit */
    public OtherHistoryException(String message) {
        super(message);
    }
}
