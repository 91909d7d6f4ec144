package io.sojourn.value.purchase;

/**
 * Gauss' hypergeometric function ₂F₁(1, b; c; z) for 0 ≤ z &lt; 1 and c &gt; b &gt; 0, by Gauss' continued fraction (DLMF 15.7.1 with
 * its second parameter zero). All its coefficients are positive, it stays between 1 and 1/(1 − z), and where the power series
 * needs 1/(1 − z) terms, it needs 1/√(1 − z).
 */
final class Hypergeometric {
    private static final double PRECISION = 1e-16;
    private static final int TERMS = 1_000_000;

    private Hypergeometric() {}

    /** ln ₂F₁(1, b; c; z). */
    static double logOfOne(double b, double c, double z) {
        double value = 1;
        double numerators = 1;
        double denominators = 0;
        for (int n = 1; n < TERMS; n++) {
            double step = -coefficient(n, b, c - 1) * z;
            denominators = 1 / (1 + step * denominators);
            numerators = 1 + step / numerators;
            double factor = numerators * denominators;
            value *= factor;
            if (StrictMath.abs(factor - 1) <= PRECISION) {
                break;
            }
        }
        return -StrictMath.log(value);
    }

    private static double coefficient(int n, double b, double c) {
        double half = Math.floorDiv(n, 2);
        double scale = (c + n - 1) * (c + n);
        return (n % 2 == 1 ? (b + half) * (c + half) : half * (c - b + half)) / scale;
    }
}
