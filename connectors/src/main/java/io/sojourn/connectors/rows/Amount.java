package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.RowRefusedException.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The column that says what it is worth.
 *
 * @param round decimals it is rounded to, half up; null keeps every decimal
 */
record Amount(String column, @Nullable Integer round) {
    /** Of {@code decimal(18,4)}, as money is in our records. */
    private static final int DECIMALS = 4;

    private static final int DIGITS = 18;

    private static final Map<String, Integer> ROUNDED = Map.of("0", 0, "1", 1, "2", 2, "3", 3, "4", 4);

    static Amount read(Keys keys) {
        keys.only("column", "round");
        return new Amount(keys.text("column"), keys.has("round") ? keys.oneOf("round", ROUNDED) : null);
    }

    /** With four decimals. */
    BigDecimal of(Row row) {
        Cell cell = row.cell(column);
        BigDecimal number = cell.decimal();
        if (number == null) {
            throw cell.missing("fill it: an order and a refund have an amount");
        }
        if (number.precision() - number.scale() > DIGITS - DECIMALS) {
            throw cell.unfit(Reason.INVALID_AMOUNT, "is beyond what is taken: is it in the currency's unit?");
        }
        BigDecimal rounded = round == null ? number : number.setScale(round, RoundingMode.HALF_UP);
        try {
            return rounded.setScale(DECIMALS);
        } catch (ArithmeticException e) {
            throw cell.unfit(
                    Reason.INVALID_AMOUNT,
                    "has more than four decimals: round it in the mapping, round: 2 for example");
        }
    }
}
