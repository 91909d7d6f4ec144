package io.sojourn.schemas;

/** These bytes are no record of ours and never will be: keep them, say why, go on. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with the bytes. */
    public enum Reason {
        /** Too short, or without the wire format's leading zero. */
        NOT_AVRO,
        /** They name a schema id that the registry, which was reached, does not have. */
        UNKNOWN_SCHEMA,
        /** They do not fit the schema they name, or that schema cannot be read as ours. */
        UNREADABLE,
        /** The schema they name is of a record that Sojourn does not know. */
        UNEXPECTED_TYPE
    }

    /** Of what somebody else wrote, such as a record's name, a hint shows so much at most. */
    private static final int LONGEST_HINT = 512;

    private final Reason reason;
    private final String hint;

    /**
     * A refusal.
     *
     * @param reason what is wrong
     * @param hint what whoever sent it can do about it, one sentence; cut where it is too long to be kept with the bytes
     */
    public UnreadableRecordException(Reason reason, String hint) {
        // Poison comes by the thousand and its stack says nothing, so none is taken.
        super(reason + ": " + shortened(hint), null, false, false);
        this.reason = reason;
        this.hint = shortened(hint);
    }

    public Reason reason() {
        return reason;
    }

    public String hint() {
        return hint;
    }

    private static String shortened(String hint) {
        return hint.length() <= LONGEST_HINT ? hint : hint.substring(0, LONGEST_HINT - 1) + "…";
    }
}
