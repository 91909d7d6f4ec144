package io.sojourn.value.purchase;

/** The logarithm of the gamma function: Stirling's series, after moving the argument to 10 or more by Γ(x + 1) = x Γ(x). */
final class LogGamma {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    private static final double SERIES_FROM = 10;

    private LogGamma() {}

    /** ln Γ(x) for x above zero, to about 1e-14. */
    static double of(double x) {
        double moved = x;
        double product = 1;
        while (moved < SERIES_FROM) {
            product *= moved;
            moved++;
        }
        double y = 1 / (moved * moved);
        double series = (1.0 / 12
                        - y
                                * (1.0 / 360
                                        - y
                                                * (1.0 / 1260
                                                        - y * (1.0 / 1680 - y * (1.0 / 1188 - y * (691.0 / 360_360))))))
                / moved;
        double large = (moved - 0.5) * StrictMath.log(moved) - moved + HALF_LOG_TWO_PI + series;
        return large - StrictMath.log(product);
    }

    /** ln B(a, b) of the beta function. */
    static double beta(double a, double b) {
        return of(a) + of(b) - of(a + b);
    }
}
