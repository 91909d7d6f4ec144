package io.sojourn.fitting;

import java.util.List;

/**
 * Where a likelihood is greatest.
 *
 * @param parameters there
 * @param standardErrors of each, NaN where the likelihood does not fall off in every direction
 * @param logLikelihood there
 * @param ridge by what factor the parameters can be moved along the flattest direction, each to its own power, while the
 *     log-likelihood falls by one half only; infinite where it does not fall at all
 * @param isAtBorder whether a parameter ran to the end of the range searched
 */
public record Optimum(
        List<Double> parameters, List<Double> standardErrors, double logLikelihood, double ridge, boolean isAtBorder) {
    /** Beyond this the data say hardly more than the order of magnitude. */
    private static final double WIDE = StrictMath.E;

    /** Whether the data tell the parameters at all. */
    public boolean isIdentified() {
        return !isAtBorder && ridge <= WIDE;
    }
}
