package io.sojourn.proof.load;

import java.util.Arrays;

/** Ranks 0 … n−1 of which rank k comes up in proportion to (k + 1)^−s. */
final class Zipf {
    private final double[] cumulated;

    Zipf(int n, double s) {
        cumulated = new double[n];
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += StrictMath.pow(k + 1, -s);
            cumulated[k] = sum;
        }
    }

    /** The rank at {@code quantile}, which is in [0, 1). */
    int at(double quantile) {
        int found = Arrays.binarySearch(cumulated, quantile * cumulated[cumulated.length - 1]);
        return found >= 0 ? found : -found - 1;
    }
}
