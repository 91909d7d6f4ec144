package io.sojourn.value.purchase;

/**
 * A "buy till you die" model: while alive a customer orders at random at a rate of their own, and at some moment nobody sees,
 * stops for ever. Times are in the unit the parameters were fitted in.
 */
public sealed interface PurchaseModel permits BetaGeometric, ParetoNbd {

    /** The logarithm of the probability of exactly this history. */
    double logLikelihood(Observed customer);

    /** ln of P(stopped) / P(alive); negative infinity for who cannot have stopped. Never falls while the customer is silent. */
    double logOddsGone(Observed customer);

    /** The age at which a silent customer's P(alive) has fallen to so much; infinity for never, NaN where no formula says. */
    double ageWhenAliveIs(double probability, Observed customer);

    /** How many orders to expect of this customer in so long a time from now. */
    double expectedOrders(Observed customer, double horizon);

    /** How many orders after the first to expect of a new customer in so long a time from the first. */
    double expectedOrders(double horizon);

    /** The probability that a new customer has exactly so many orders after the first by so great an age. */
    double probabilityOf(int repeats, double age);

    /** The probability that the customer has not stopped. */
    default double pAlive(Observed customer) {
        return 1 / (1 + StrictMath.exp(logOddsGone(customer)));
    }

    /**
     * The probability of no order in so long a time from now: how much likelier it is to be silent until now than until then.
     * Never falls while the customer is silent.
     */
    default double pNoOrder(Observed customer, double horizon) {
        Observed then = customer.silentUntil(customer.age() + horizon);
        return StrictMath.min(1, StrictMath.exp(logLikelihood(then) - logLikelihood(customer)));
    }

    /**
     * Refuses parameters that no distribution has.
     *
     * @throws IllegalArgumentException unless all are finite and above zero
     */
    static void requirePositive(double... parameters) {
        for (double each : parameters) {
            if (!(each > 0 && each < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a parameter of a purchase model is above zero, not " + each);
            }
        }
    }
}
