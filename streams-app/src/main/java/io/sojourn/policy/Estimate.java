package io.sojourn.policy;

import io.sojourn.customer.Trail;
import io.sojourn.value.purchase.Occasions;
import io.sojourn.value.purchase.Valuation;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a purchase model expects of the customer, cut off after nine decimals (money after four), so that whole numbers
 * are compared. Without a value for who has not ordered. Each goes one way only while the customer is silent.
 *
 * @param horizonMillis how far ahead; without meaning for {@link Kind#ALIVE}
 * @param yearlyDiscount of {@link Kind#WORTH} alone: 0.1 for ten per cent a year
 */
public record Estimate(Kind kind, Valuation valuation, long horizonMillis, double yearlyDiscount) implements Measure {
    /** Decimals of a probability and of expected orders. */
    public static final int DECIMALS = 9;

    /** What is estimated. */
    public enum Kind {
        /** The probability of no order within the horizon; grows with the silence. */
        NO_ORDER,
        /** The probability that the customer has not stopped; falls. */
        ALIVE,
        /** Orders within the horizon; falls. */
        ORDERS,
        /** What these are worth today, in units of the currency; falls. */
        WORTH
    }

    @Override
    public OptionalLong valueAt(Moment moment) {
        Trail orders = moment.facts().purchases().counting();
        if (orders.countUpTo(moment.at()) == 0) {
            return OptionalLong.empty();
        }
        OptionalDouble estimate = at(Occasions.of(orders, moment.at()), moment.at());
        return estimate.isEmpty() ? OptionalLong.empty() : OptionalLong.of(cutOff(estimate.getAsDouble()));
    }

    private OptionalDouble at(Occasions customer, long instant) {
        return switch (kind) {
            case NO_ORDER -> OptionalDouble.of(valuation.pNoOrder(customer, instant, horizonMillis));
            case ALIVE -> OptionalDouble.of(valuation.pAlive(customer, instant));
            case ORDERS -> OptionalDouble.of(valuation.expectedOrders(customer, instant, horizonMillis));
            case WORTH -> valuation.clv(customer, instant, horizonMillis, yearlyDiscount);
        };
    }

    /** The largest whole number whose fraction is not above the estimate: so comparing either gives the same answer. */
    private long cutOff(double estimate) {
        long whole = (long) (estimate * scale());
        while (fraction(whole) > estimate) {
            whole--;
        }
        while (fraction(whole + 1) <= estimate) {
            whole++;
        }
        return whole;
    }

    private double fraction(long whole) {
        return whole / scale();
    }

    private double scale() {
        return Decimals.scale(decimals());
    }

    private int decimals() {
        return kind == Kind.WORTH ? Decimals.MONEY : DECIMALS;
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        OptionalLong now = valueAt(moment);
        boolean reached = now.isPresent() && now.getAsLong() >= boundary;
        boolean settled = reached == (kind == Kind.NO_ORDER) || boundary <= 0;
        if (now.isEmpty() || settled) {
            return NEVER;
        }
        Occasions customer = Occasions.of(moment.facts().purchases().counting(), moment.at());
        double limit = fraction(boundary);
        double below = Math.nextDown(limit);
        return switch (kind) {
            case NO_ORDER -> valuation.whenNoOrderReaches(limit, customer, moment.at(), horizonMillis);
            case ALIVE -> valuation.whenAliveFallsTo(below, customer, moment.at());
            case ORDERS -> valuation.whenExpectedOrdersFallTo(below, customer, moment.at(), horizonMillis);
            case WORTH -> valuation.whenClvFallsTo(below, customer, moment.at(), horizonMillis, yearlyDiscount);
        };
    }

    @Override
    public String text() {
        return switch (kind) {
            case NO_ORDER -> "p_no_order(" + Durations.call(horizonMillis) + ")";
            case ALIVE -> "p_alive()";
            case ORDERS -> "expected_orders(" + Durations.call(horizonMillis) + ")";
            case WORTH -> "clv()";
        };
    }

    @Override
    public String show(long value) {
        return Decimals.show(value, decimals());
    }
}
