package io.sojourn.policy;

/** Durations as people read and policies write them. A day is 24 hours. */
public final class Durations {
    private static final long SECOND = 1_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Durations() {}

    /** {@code 90d}, or with its parts: {@code 89d 23h 59m 59.999s}. */
    public static String show(long millis) {
        if (millis < 0) {
            return "-" + show(-millis);
        }
        StringBuilder text = new StringBuilder();
        append(text, millis / DAY, "d");
        append(text, millis % DAY / HOUR, "h");
        append(text, millis % HOUR / MINUTE, "m");
        long rest = millis % MINUTE;
        if (rest % SECOND != 0) {
            String thousandths = Long.toString(SECOND + rest % SECOND).substring(1);
            text.append(text.isEmpty() ? "" : " ")
                    .append(rest / SECOND)
                    .append('.')
                    .append(thousandths)
                    .append('s');
        } else if (rest != 0 || text.isEmpty()) {
            append(text, rest / SECOND, "s");
            if (text.isEmpty()) {
                text.append("0s");
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(unit);
        }
    }

    /** {@code days(365)} where it is whole days, else in the longest unit of which it is so many. */
    static String call(long millis) {
        if (millis % DAY == 0) {
            return "days(" + millis / DAY + ")";
        } else if (millis % HOUR == 0) {
            return "hours(" + millis / HOUR + ")";
        }
        return millis % MINUTE == 0 ? "minutes(" + millis / MINUTE + ")" : "millis(" + millis + ")";
    }

    /** A window as the argument of a measure: none for {@link Measure#EVER}. */
    static String window(long millis) {
        return millis == Measure.EVER ? "" : call(millis);
    }
}
