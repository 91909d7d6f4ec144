package io.sojourn.dev.shop;

/**
 * A gamma distribution by shape and <em>rate</em> (not scale): mean {@code shape / rate}, variance {@code shape / rate²}.
 */
public record GammaLaw(double shape, double rate) {
    public GammaLaw {
        if (!(shape > 0 && rate > 0)) {
            throw new IllegalArgumentException("A gamma law needs shape and rate above zero: " + shape + ", " + rate);
        }
    }

    /** What its draws come to on average. */
    public double mean() {
        return shape / rate;
    }
}
