package io.sojourn.proof;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something this run was to show, and whether it did.
 *
 * @param bound what we aim at
 * @param bar what even a short run on a noisy machine only misses if something is broken; null for a length of time, which
 *     says as much about the machine as about us
 */
record Aim(
        String what,
        double found,
        String sign,
        double bound,
        @Nullable Double bar) {
    static Aim atLeast(String what, double found, double bound, double bar) {
        return new Aim(what, found, "≥", bound, bar);
    }

    static Aim atLeast(String what, double found, double bound) {
        return new Aim(what, found, "≥", bound, null);
    }

    static Aim atMost(String what, double found, double bound, double bar) {
        return new Aim(what, found, "≤", bound, bar);
    }

    static Aim atMost(String what, double found, double bound) {
        return new Aim(what, found, "≤", bound, null);
    }

    boolean reached() {
        return isWithin(bound);
    }

    boolean isOverTheBar() {
        return bar == null || isWithin(bar);
    }

    private boolean isWithin(double limit) {
        return sign.equals("≥") ? found >= limit : found <= limit;
    }

    static Table table(List<Aim> aims) {
        return new Table(
                "Aims",
                List.of("aim", "bound", "found", "reached", "bar"),
                aims.stream()
                        .map(aim -> List.of(
                                aim.what,
                                aim.sign + " " + number(aim.bound),
                                number(aim.found),
                                aim.reached() ? "yes" : "no",
                                aim.bar == null ? "–" : aim.sign + " " + number(aim.bar)))
                        .toList());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }
}
