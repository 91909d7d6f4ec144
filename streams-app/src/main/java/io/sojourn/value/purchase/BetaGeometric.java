package io.sojourn.value.purchase;

/**
 * BG/NBD and MBG/NBD: orders are a Poisson process whose rate varies over customers by Gamma(r, α), and after an order a customer
 * stops with a chance that varies by Beta(a, b).
 *
 * <p>The two differ in one thing: whether the first order is such an order too. In BG/NBD it is not, so who ordered once is alive
 * for certain, however long ago that was; in MBG/NBD it is.
 *
 * <p>Sources: P. Fader, B. Hardie, K. L. Lee, "Counting your customers the easy way" (2005), for BG/NBD; E. Batislam, M. Denizel, A.
 * Filiztekin, "Empirical validation and comparison of models for customer base analysis" (2007), for MBG/NBD.
 *
 * @param variant which of the two
 * @param r shape of the law of rates
 * @param alpha α, its rate, in units of time
 * @param a of the law of the chance to stop
 * @param b of the law of the chance to stop
 */
public record BetaGeometric(Variant variant, double r, double alpha, double a, double b) implements PurchaseModel {
    /** Whether the first order is a chance to stop. */
    public enum Variant {
        BG(0),
        MBG(1);

        private final int first;

        Variant(int first) {
            this.first = first;
        }
    }

    public BetaGeometric {
        PurchaseModel.requirePositive(r, alpha, a, b);
    }

    @Override
    public double logLikelihood(Observed customer) {
        double n = r + customer.repeats();
        double rates = LogGamma.of(n) - LogGamma.of(r) + r * StrictMath.log(alpha);
        double stayed = LogGamma.beta(a, b + chances(customer.repeats())) - LogGamma.beta(a, b);
        double alive = -n * StrictMath.log(alpha + customer.age());
        return rates + stayed + alive + LogSum.plus(0, logOddsGone(customer));
    }

    @Override
    public double logOddsGone(Observed customer) {
        int chances = chances(customer.repeats());
        if (chances == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double longer = StrictMath.log((alpha + customer.age()) / (alpha + customer.last()));
        return logOddsAtLast(chances) + (r + customer.repeats()) * longer;
    }

    @Override
    public double ageWhenAliveIs(double probability, Observed customer) {
        int chances = chances(customer.repeats());
        if (chances == 0 || !(probability > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double wanted = StrictMath.log((1 - probability) / probability) - logOddsAtLast(chances);
        return (alpha + customer.last()) * StrictMath.exp(wanted / (r + customer.repeats())) - alpha;
    }

    @Override
    public double expectedOrders(Observed customer, double horizon) {
        OfferedOrders offered = new OfferedOrders(r + customer.repeats(), alpha + customer.age(), horizon);
        return pAlive(customer) * offered.expectedUntilStop(a, b + chances(customer.repeats()));
    }

    @Override
    public double expectedOrders(double horizon) {
        return stays(variant.first) * new OfferedOrders(r, alpha, horizon).expectedUntilStop(a, b + variant.first);
    }

    @Override
    public double probabilityOf(int repeats, double age) {
        OfferedOrders offered = new OfferedOrders(r, alpha, age);
        int chances = chances(repeats);
        double stopped = chances == 0 ? 0 : stays(chances - 1) - stays(chances);
        return stays(chances) * offered.probability(repeats) + stopped * offered.atLeast(repeats);
    }

    /** How often a customer had the chance to stop. */
    private int chances(int repeats) {
        return repeats + variant.first;
    }

    /** ln of P(stopped) / P(alive) right after the last order. */
    private double logOddsAtLast(int chances) {
        return StrictMath.log(a / (b + chances - 1));
    }

    /** The probability that a customer stays so many times. */
    private double stays(int times) {
        double probability = 1;
        for (int i = 0; i < times; i++) {
            probability *= (b + i) / (a + b + i);
        }
        return probability;
    }
}
