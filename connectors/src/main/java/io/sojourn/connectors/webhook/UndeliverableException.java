package io.sojourn.connectors.webhook;

import org.apache.kafka.connect.errors.ConnectException;

/** A decision that will not reach its receiver, and why: what a dead letter says of itself. */
public final class UndeliverableException extends ConnectException {
    private static final long serialVersionUID = 1;

    UndeliverableException(String reason) {
        super(reason);
    }
}
