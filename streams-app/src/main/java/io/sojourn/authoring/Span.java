package io.sojourn.authoring;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The units of time a policy writes: {@code days(90)}. A day has 24 hours. */
enum Span {
    MILLIS("millis", 1),
    MINUTES("minutes", 60_000),
    HOURS("hours", 3_600_000),
    DAYS("days", 86_400_000),
    WEEKS("weeks", 604_800_000);

    /** A thousand years: longer is a slip, and sums of instants stay whole numbers. */
    static final long LONGEST = 365_250L * 86_400_000L;

    final String text;
    final long millis;

    Span(String text, long millis) {
        this.text = text;
        this.millis = millis;
    }

    static Optional<Span> of(String text) {
        return Arrays.stream(values()).filter(span -> span.text.equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(span -> span.text).toList();
    }

    /** So many; empty where that is nothing, negative or longer than a thousand years. */
    Optional<Long> times(long count) {
        return count < 1 || count > LONGEST / millis ? Optional.empty() : Optional.of(count * millis);
    }
}
