package io.sojourn.intake;

/** Why intake refuses a record; the names are the codes in {@code Rejected.reason}. */
public enum Reason {
    /** No value, or not Avro in Confluent's wire format. */
    NOT_AVRO,
    /** The schema id it names is not in the registry. */
    UNKNOWN_SCHEMA,
    /** The bytes do not fit the schema they name. */
    UNREADABLE,
    /** A record type that does not belong on this topic. */
    UNEXPECTED_TYPE,
    /** A required id is blank, or the customer is missing where there can be no guest. */
    MISSING_ID,
    /** An id is longer than {@link IntakeChecks#LONGEST_ID} bytes, holds control characters or is no valid Unicode. */
    INVALID_ID,
    /** Not an ISO 4217 code. */
    UNKNOWN_CURRENCY,
    /** A currency other than the house's. */
    CURRENCY_NOT_ACCEPTED,
    /** Negative where that makes no sense, or beyond {@link IntakeChecks#LARGEST_AMOUNT}. */
    INVALID_AMOUNT,
    /** A value outside what its field may hold. */
    INVALID_VALUE,
    /** It claims to occur later than it arrived, by more than {@code intake.max.ahead}. */
    TIME_AHEAD,
    /** It claims to have occurred before 1900. */
    TIME_OUT_OF_RANGE,
    /** The value is larger than {@code intake.max.event.bytes}, or the headers larger than we carry along. */
    TOO_LARGE
}
