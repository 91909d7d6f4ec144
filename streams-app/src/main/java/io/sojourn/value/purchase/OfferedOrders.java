package io.sojourn.value.purchase;

/**
 * The orders a customer would make in some time if nobody ever stopped: Poisson at a rate drawn from Gamma(shape, rate), so a
 * negative binomial number.
 */
final class OfferedOrders {
    private static final double NEGLIGIBLE = 1e-17;
    private static final double RESCALE = 1e200;

    private final double shape;

    /** Chance that the next thing is an order, rather than the end of the time. */
    private final double next;

    /** ln of the chance of none. */
    private final double logNone;

    OfferedOrders(double shape, double rate, double time) {
        this.shape = shape;
        this.next = time / (rate + time);
        this.logNone = -shape * StrictMath.log1p(time / rate);
    }

    double probability(int orders) {
        double logWays = LogGamma.of(shape + orders) - LogGamma.of(shape) - LogGamma.of(orders + 1.0);
        return orders == 0
                ? StrictMath.exp(logNone)
                : StrictMath.exp(logNone + logWays + orders * StrictMath.log(next));
    }

    double atLeast(int orders) {
        double fewer = 0;
        for (int k = 0; k < orders; k++) {
            fewer += probability(k);
        }
        return StrictMath.max(0, 1 - fewer);
    }

    /**
     * How many of them are made by who stops after each with a chance drawn from Beta(a, b): the sum over k of P(k are offered)
     * times the orders made of k. Every term is positive, nothing cancels, and unlike the closed form with ₂F₁ it has no
     * singularity at a = 1.
     */
    double expectedUntilStop(double a, double b) {
        double weight = 1;
        double sum = 0;
        double weights = 1;
        double made = 0;
        double stays = 1;
        double logScale = 0;
        for (int k = 1; next > 0 && k < Integer.MAX_VALUE; k++) {
            weight *= (shape + k - 1) / k * next;
            made += stays;
            stays *= (b + k - 1) / (a + b + k - 1);
            sum += weight * made;
            weights += weight;
            if (weights > RESCALE) {
                weight /= RESCALE;
                sum /= RESCALE;
                weights /= RESCALE;
                logScale += StrictMath.log(RESCALE);
            }
            double shrinks = (shape + k) / (k + 1) * next;
            if (shrinks < 1 && weight * (k + 1) / (1 - shrinks) <= NEGLIGIBLE * weights) {
                break;
            }
        }
        return sum * StrictMath.exp(logNone + logScale);
    }
}
