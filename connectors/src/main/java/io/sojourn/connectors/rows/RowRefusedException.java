package io.sojourn.connectors.rows;

import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A row of which no event can be made, and never will; the message names table, column and value, and what to do. */
final class RowRefusedException extends DataException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 256;

    private final Reason reason;
    private final @Nullable String column;
    private final @Nullable String value;
    private final String hint;

    /** Why; the names are codes in {@code Rejected.reason}. */
    enum Reason {
        /** The table has no column of the name that the mapping gives. */
        MISSING_COLUMN,
        /** A column is empty that must not be. */
        MISSING_VALUE,
        INVALID_TIME,
        INVALID_NUMBER,
        /** An amount that needs more than four decimals, or more than 18 digits. */
        INVALID_AMOUNT,
        INVALID_VALUE,
        /** The source did not give the row as it was before. */
        MISSING_BEFORE,
        /** One change says two things, and one record can become one event only. */
        TWO_EVENTS,
        /** The mapping does not name the table, and {@code unmapped=fail}. */
        UNKNOWN_TABLE
    }

    RowRefusedException(Reason reason, String table, @Nullable String column, @Nullable Object value, String hint) {
        super("table " + table + (column == null ? "" : ", column " + column)
                + (value == null ? "" : ", value '" + shortened(value) + "'") + ": " + hint);
        this.reason = reason;
        this.column = column;
        this.value = value == null ? null : shortened(value);
        this.hint = "table " + table + ": " + hint;
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
    }

    Reason reason() {
        return reason;
    }

    @Nullable
    String column() {
        return column;
    }

    @Nullable
    String value() {
        return value;
    }

    String hint() {
        return hint;
    }
}
