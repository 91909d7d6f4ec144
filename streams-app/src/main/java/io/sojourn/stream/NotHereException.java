package io.sojourn.stream;

/** This instance cannot answer for a customer: another one holds the partition, or it is not ready yet. */
public final class NotHereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotHereException(String customerId) {
        super("customer " + customerId
                + " is not here now: another instance has the partition, or it is being restored");
    }
}
