package io.sojourn.cli.demo;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time as people read them. */
final class Spans {
    private Spans() {}

    /** {@code 412 ms}, {@code 7.3 s}, {@code 12 min}, {@code 3 h 20 min}. */
    static String show(Duration span) {
        var millis = span.toMillis();
        if (Math.abs(millis) < 1_000) {
            return millis + " ms";
        }
        if (Math.abs(millis) < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        if (span.toMinutes() < 60) {
            return span.toMinutes() + " min" + unlessZero(span.toSecondsPart(), " s");
        }
        return span.toHours() + " h" + unlessZero(span.toMinutesPart(), " min");
    }

    private static String unlessZero(int rest, String unit) {
        return rest == 0 ? "" : " " + rest + unit;
    }
}
