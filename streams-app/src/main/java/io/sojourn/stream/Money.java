package io.sojourn.stream;

import java.math.BigDecimal;

/** Money between Avro's {@code decimal(18,4)} and the domain's whole number of 1/10,000. */
public final class Money {
    private static final int SCALE = 4;

    private Money() {}

    /** @throws ArithmeticException if the amount has more than four decimals or does not fit */
    static long of(BigDecimal amount) {
        return amount.movePointRight(SCALE).longValueExact();
    }

    /** The amount as Avro and SQL have it. */
    public static BigDecimal decimal(long tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, SCALE);
    }
}
