package io.sojourn.history;

import io.sojourn.intake.Reason;
import io.sojourn.intake.Refusal;
import java.util.Objects;

/**
 * Why a row, or an order, is not taken.
 *
 * @param reason one of the codes in {@code docs/import.md}, or one of intake's
 * @param field the column or field at fault
 * @param value what stands there
 * @param hint what to do
 */
record RowRefusal(String reason, String field, String value, String hint) {
    static final String MISSING_COLUMN = "MISSING_COLUMN";
    static final String MISSING_ID = Reason.MISSING_ID.name();
    static final String UNREADABLE_TEXT = "UNREADABLE_TEXT";
    static final String INVALID_NUMBER = "INVALID_NUMBER";
    static final String INVALID_AMOUNT = Reason.INVALID_AMOUNT.name();
    static final String INVALID_TIME = "INVALID_TIME";
    static final String UNKNOWN_KIND = "UNKNOWN_KIND";
    static final String INCONSISTENT_ORDER = "INCONSISTENT_ORDER";
    static final String INCOMPLETE_ORDER = "INCOMPLETE_ORDER";
    static final String CONFLICTING_ORDER = "CONFLICTING_ORDER";

    private static final int SHOWN = 256;

    RowRefusal {
        value = value.length() <= SHOWN ? value : value.substring(0, SHOWN);
    }

    /** What intake says, which knows no columns. */
    static RowRefusal ofIntake(Refusal refusal) {
        return new RowRefusal(
                refusal.reason().name(),
                Objects.requireNonNullElse(refusal.field(), ""),
                Objects.requireNonNullElse(refusal.value(), ""),
                refusal.hint());
    }
}
