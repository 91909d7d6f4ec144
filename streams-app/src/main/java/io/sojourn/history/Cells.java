package io.sojourn.history;

import io.sojourn.decisions.Because;
import io.sojourn.decisions.Measured;
import io.sojourn.decisions.Rfm;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as they stand in a file: times ISO 8601 in UTC with milliseconds, money exact, nothing as nothing. */
final class Cells {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    private Cells() {}

    static String at(@Nullable Instant instant) {
        return instant == null ? "" : AT.format(instant);
    }

    /** With two decimals, or as many more as it takes. */
    static String money(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(2, plain.scale())).toPlainString();
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Days of 24 h, to a thousandth. */
    static String days(@Nullable Long millis) {
        return millis == null
                ? ""
                : BigDecimal.valueOf(millis)
                        .divide(DAY, 3, RoundingMode.FLOOR)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** Whole days from {@code last} to the end of the millisecond {@code asOf}. */
    static String wholeDays(@Nullable Instant last, Instant asOf) {
        return last == null
                ? ""
                : Long.toString(Duration.between(last, asOf.plusMillis(1)).toDays());
    }

    /** {@code orders(365d) = 5 (>= 5); …}. */
    static String measures(Because because) {
        return because.getMeasures().stream().map(Cells::measure).collect(Collectors.joining("; "));
    }

    private static String measure(Measured measured) {
        return measured.getMeasure() + " = " + (measured.getValue() == null ? "?" : measured.getValue()) + " ("
                + measured.getThreshold() + ")";
    }

    /** Under {@link #RFM}. */
    static List<String> rfm(Rfm rfm) {
        return List.of(
                at(rfm.getLastOrderAt()),
                Integer.toString(rfm.getFrequency()),
                money(rfm.getGross()),
                money(rfm.getRefunds()),
                money(rfm.getNet()));
    }

    static final List<String> RFM = List.of("last_order_at", "frequency", "gross", "refunds", "net");
}
