package io.sojourn.value.purchase;

/**
 * Pareto/NBD: orders are a Poisson process whose rate varies over customers by Gamma(r, α), and lifetimes are exponential with a
 * rate that varies by Gamma(s, β).
 *
 * <p>Sources: D. Schmittlein, D. Morrison, R. Colombo, "Counting your customers: who are they and what will they do next?" (1987); P.
 * Fader, B. Hardie, "A note on deriving the Pareto/NBD model and related expressions" (2005).
 *
 * @param r shape of the law of rates
 * @param alpha α, its rate, in units of time
 * @param s shape of the law of the rates of stopping
 * @param beta β, its rate, in units of time
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements PurchaseModel {
    /** Of Simpson's rule for {@link #probabilityOf}. */
    private static final int INTERVALS = 400;

    public ParetoNbd {
        PurchaseModel.requirePositive(r, alpha, s, beta);
    }

    @Override
    public double logLikelihood(Observed customer) {
        double n = r + customer.repeats();
        double rates = LogGamma.of(n) - LogGamma.of(r) + r * StrictMath.log(alpha) + s * StrictMath.log(beta);
        return rates + logAlive(customer) + LogSum.plus(0, logOddsGone(customer));
    }

    @Override
    public double logOddsGone(Observed customer) {
        double total = r + s + customer.repeats();
        double gone = LogSum.minus(
                logStoppedAfter(customer.last(), customer.repeats()),
                logStoppedAfter(customer.age(), customer.repeats()));
        return StrictMath.log(s / total) + gone - logAlive(customer);
    }

    private double logAlive(Observed customer) {
        return -(r + customer.repeats()) * StrictMath.log(alpha + customer.age())
                - s * StrictMath.log(beta + customer.age());
    }

    /**
     * ln of (r+s+x) ∫ (α+u)^−(r+x) (β+u)^−(s+1) du from {@code time} on: the ₂F₁ terms of the likelihood. By Euler's transformation
     * ₂F₁(A, B; A+1; z) = (1−z)^(1−B) ₂F₁(1, A+1−B; A+1; z), which neither overflows nor cancels.
     */
    private double logStoppedAfter(double time, int repeats) {
        double total = r + s + repeats;
        double larger = StrictMath.max(alpha, beta) + time;
        double smaller = StrictMath.min(alpha, beta) + time;
        double power = alpha >= beta ? s + 1 : r + repeats;
        double series = Hypergeometric.logOfOne(total + 1 - power, total + 1, (larger - smaller) / larger);
        return (1 - power) * StrictMath.log(smaller / larger) + series - total * StrictMath.log(larger);
    }

    @Override
    public double ageWhenAliveIs(double probability, Observed customer) {
        return Double.NaN;
    }

    @Override
    public double expectedOrders(Observed customer, double horizon) {
        double rate = (r + customer.repeats()) / (alpha + customer.age());
        return pAlive(customer) * rate * expectedLife(beta + customer.age(), horizon);
    }

    @Override
    public double expectedOrders(double horizon) {
        return r / alpha * expectedLife(beta, horizon);
    }

    /** How much of the horizon to expect to be lived, where the rate of stopping is Gamma(s, scale). */
    private double expectedLife(double scale, double horizon) {
        double log = StrictMath.log1p(horizon / scale);
        double power = 1 - s;
        return scale * (power == 0 ? log : StrictMath.expm1(power * log) / power);
    }

    /**
     * Alive at that age with so many orders, or stopped before it with so many: the second by Simpson's rule over minus the logarithm
     * of the share still alive.
     */
    @Override
    public double probabilityOf(int repeats, double age) {
        double depth = s * StrictMath.log1p(age / beta);
        double width = depth / INTERVALS;
        double sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            double life = beta * StrictMath.expm1(i * width / s);
            double weight = i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * StrictMath.exp(-i * width) * new OfferedOrders(r, alpha, life).probability(repeats);
        }
        double alive = StrictMath.exp(-depth);
        return alive * new OfferedOrders(r, alpha, age).probability(repeats) + sum * width / 3;
    }
}
