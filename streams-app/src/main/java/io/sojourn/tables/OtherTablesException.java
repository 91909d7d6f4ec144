package io.sojourn.tables;

/** A folder holds tables of another ledger, policy or range; nothing was written. */
public final class OtherTablesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OtherTablesException(String message) {
        super(message);
    }
}
