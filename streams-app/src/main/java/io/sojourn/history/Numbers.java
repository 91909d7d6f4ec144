package io.sojourn.history;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimal numbers as people and programs write them. */
final class Numbers {
    /** Longer ones are no prices, and {@code 1e999999999} would take all memory there is. */
    private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d{1,20}(\\.\\d{0,12})?|\\.\\d{1,12})([eE][+-]?\\d)?");

    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");

    private Numbers() {}

    /** The exact number, or empty. */
    static Optional<BigDecimal> read(String text, char decimal) {
        String plain = decimal == ',' ? swapped(text) : text;
        if (plain.indexOf(',') >= 0 && GROUPED.matcher(plain).matches()) {
            plain = plain.replace(",", "");
        }
        return PLAIN.matcher(plain).matches() ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }

    /** Whether a number is of a size that reading one gives; multiplying and rounding it then costs nothing. */
    static boolean isPrice(BigDecimal number) {
        return number.precision() <= 32 && number.scale() >= -9 && number.scale() <= 21;
    }

    private static String swapped(String text) {
        return text.replace('.', '\0').replace(',', '.').replace('\0', ',');
    }
}
