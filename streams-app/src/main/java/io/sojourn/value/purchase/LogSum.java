package io.sojourn.value.purchase;

/** Sums and differences of numbers of which only the logarithms fit into a double. */
final class LogSum {
    private LogSum() {}

    /** ln(eᵃ + eᵇ). */
    static double plus(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY
                ? larger
                : larger + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - larger));
    }

    /** ln(eᵃ − eᵇ), where a ≥ b; rounding below zero counts as zero. */
    static double minus(double a, double b) {
        return a <= b ? Double.NEGATIVE_INFINITY : a + StrictMath.log1p(-StrictMath.exp(b - a));
    }
}
