package io.sojourn.value.purchase;

/**
 * What an order is worth: a customer's orders vary by Gamma(p, ν), ν over customers by Gamma(q, γ), both independent of how often
 * they order. Amounts are in units of the currency.
 *
 * <p>Source: P. Fader, B. Hardie, "The Gamma-Gamma model of monetary value" (2013).
 *
 * @param p shape of one customer's orders
 * @param q shape over customers
 * @param gamma γ, in units of the currency
 */
public record GammaGamma(double p, double q, double gamma) {
    public GammaGamma {
        PurchaseModel.requirePositive(p, q, gamma);
    }

    /** Of so many orders being worth so much on average. Both above zero. */
    public double logLikelihood(int orders, double average) {
        double shape = p * orders;
        return LogGamma.of(shape + q)
                - LogGamma.of(shape)
                - LogGamma.of(q)
                + q * StrictMath.log(gamma)
                - StrictMath.log(average)
                + shape * StrictMath.log(orders * average)
                - (shape + q) * StrictMath.log(gamma + orders * average);
    }

    /**
     * What further orders are worth on average, to expect of a customer of whom so many are known. Infinite where nothing is known
     * and q is 1 or below.
     */
    public double expectedSpend(int orders, double average) {
        double known = p * orders;
        return known + q > 1 ? p * (gamma + orders * average) / (known + q - 1) : Double.POSITIVE_INFINITY;
    }
}
