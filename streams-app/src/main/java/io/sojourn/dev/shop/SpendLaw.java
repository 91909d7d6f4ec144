package io.sojourn.dev.shop;

/**
 * What orders are worth, Gamma-Gamma: an order's value is Gamma({@code p}, rate ν), and ν, the customer's own, is
 * Gamma({@code q}, rate {@code gamma}); amounts in the shop's currency (Fader and Hardie, 2013, "The Gamma-Gamma model of
 * monetary value").
 */
public record SpendLaw(double p, double q, double gamma) {
    public SpendLaw {
        if (!(p > 0 && q > 1 && gamma > 0)) {
            throw new IllegalArgumentException(
                    "A spend law needs p and gamma above zero and q above one: " + p + ", " + q + ", " + gamma);
        }
    }

    /** The value of an order, averaged over orders and customers. */
    public double mean() {
        return p * gamma / (q - 1);
    }
}
