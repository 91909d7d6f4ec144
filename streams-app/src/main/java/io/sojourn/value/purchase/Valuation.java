package io.sojourn.value.purchase;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Fitted models, asked in milliseconds. Everything comes in as an argument; instants and horizons are milliseconds.
 *
 * @param version names these parameters wherever they decided something
 * @param unitMillis the unit of time the parameters were fitted in
 * @param orders how often
 * @param spend how much; null where the shop's orders tell no amounts
 */
public record Valuation(
        String version,
        long unitMillis,
        PurchaseModel orders,
        @Nullable GammaGamma spend) {
    /** Decimals of money. */
    private static final double MONEY = 10_000;

    private static final double YEAR = 365.25 * 86_400_000;
    private static final int PERIODS = 12;

    public Valuation {
        if (unitMillis <= 0) {
            throw new IllegalArgumentException("a unit of time is longer than " + unitMillis + " ms");
        }
    }

    /** The probability of no order within the horizon after {@code instant}. */
    public double pNoOrder(Occasions customer, long instant, long horizonMillis) {
        return orders.pNoOrder(customer.at(instant, unitMillis), units(horizonMillis));
    }

    /** The probability that the customer has not stopped by {@code instant}. */
    public double pAlive(Occasions customer, long instant) {
        return orders.pAlive(customer.at(instant, unitMillis));
    }

    /** Orders to expect within the horizon after {@code instant}. */
    public double expectedOrders(Occasions customer, long instant, long horizonMillis) {
        return orders.expectedOrders(customer.at(instant, unitMillis), units(horizonMillis));
    }

    /**
     * What the orders to expect within the horizon are worth today, in units of the currency: those of each twelfth of it discounted
     * from its middle. Empty without a law of spend, or where it expects no finite amount.
     *
     * @param yearlyDiscount 0.1 for ten per cent a year
     */
    public OptionalDouble clv(Occasions customer, long instant, long horizonMillis, double yearlyDiscount) {
        if (spend == null) {
            return OptionalDouble.empty();
        }
        int known = customer.repeatSpend() > 0 ? customer.repeats() : 0;
        double average = known == 0 ? 0 : customer.repeatSpend() / MONEY / known;
        double each = spend.expectedSpend(known, average);
        if (each == Double.POSITIVE_INFINITY) {
            return OptionalDouble.empty();
        }
        double years = horizonMillis / YEAR / PERIODS;
        double sum = 0;
        double before = 0;
        for (int period = 1; period <= PERIODS; period++) {
            double until =
                    orders.expectedOrders(customer.at(instant, unitMillis), units(horizonMillis) * period / PERIODS);
            sum += (until - before) * StrictMath.pow(1 + yearlyDiscount, -(period - 0.5) * years);
            before = until;
        }
        return OptionalDouble.of(each * sum);
    }

    /**
     * The first millisecond from {@code from} on at which {@code pNoOrder ≥ threshold}, if the customer stays silent; {@link
     * Crossing#NEVER} if that takes more than a thousand years.
     *
     * @param from not before the customer's last occasion
     */
    public long whenNoOrderReaches(double threshold, Occasions customer, long from, long horizonMillis) {
        return Crossing.first(at -> pNoOrder(customer, at, horizonMillis) >= threshold, from, from + horizonMillis);
    }

    /**
     * The first millisecond from {@code from} on at which {@code pAlive ≤ threshold}, if the customer stays silent; {@link
     * Crossing#NEVER} if that takes more than a thousand years.
     *
     * @param from not before the customer's last occasion
     */
    public long whenAliveFallsTo(double threshold, Occasions customer, long from) {
        double age = orders.ageWhenAliveIs(threshold, customer.at(from, unitMillis));
        // A cast takes NaN to zero and the infinite to the largest: guesses like any other.
        long guess = customer.firstAt() + (long) StrictMath.min(age * unitMillis, Long.MAX_VALUE / 4.0);
        return Crossing.first(at -> pAlive(customer, at) <= threshold, from, guess);
    }

    /**
     * The first millisecond from {@code from} on at which {@code expectedOrders ≤ threshold}, if the customer stays silent: they
     * never rise while nothing is bought. {@link Crossing#NEVER} if that takes more than a thousand years.
     *
     * @param from not before the customer's last occasion
     */
    public long whenExpectedOrdersFallTo(double threshold, Occasions customer, long from, long horizonMillis) {
        return Crossing.first(
                at -> expectedOrders(customer, at, horizonMillis) <= threshold, from, from + horizonMillis);
    }

    /**
     * The same of {@link #clv}, which is a sum of these with weights that stay; {@link Crossing#NEVER} too where it is empty.
     *
     * @param from not before the customer's last occasion
     */
    public long whenClvFallsTo(
            double threshold, Occasions customer, long from, long horizonMillis, double yearlyDiscount) {
        return Crossing.first(
                at -> clv(customer, at, horizonMillis, yearlyDiscount).orElse(Double.POSITIVE_INFINITY) <= threshold,
                from,
                from + horizonMillis);
    }

    private double units(long millis) {
        return millis / (double) unitMillis;
    }
}
