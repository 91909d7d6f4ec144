package io.sojourn.dev.shop;

/** A beta distribution of a probability: mean {@code a / (a + b)}. */
public record BetaLaw(double a, double b) {
    public BetaLaw {
        if (!(a > 0 && b > 0)) {
            throw new IllegalArgumentException("A beta law needs a and b above zero: " + a + ", " + b);
        }
    }

    /** What its draws come to on average. */
    public double mean() {
        return a / (a + b);
    }
}
