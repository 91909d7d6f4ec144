package io.sojourn.schemas;

import org.jspecify.annotations.Nullable;

/** The schema registry did not answer as one. No record is to blame: wait, say so, and ask again. */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * An outage.
     *
     * @param message what was asked, what came back and what to look at
     * @param cause what the client said, if it said anything
     */
    public RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
