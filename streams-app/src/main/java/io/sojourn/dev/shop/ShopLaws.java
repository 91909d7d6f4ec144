package io.sojourn.dev.shop;

import java.util.List;

/**
 * The laws a simulated shop obeys: whoever knows them can say what a model ought to find in its events.
 *
 * @param arrivalsPerDay customers who arrive, a Poisson process
 * @param guestsPerDay orders by people who give no name, a Poisson process
 * @param ordersPerDay law of a customer's own order rate λ while not dropped out; orders are a Poisson process
 * @param dropout when a customer stops
 * @param comesBack chance, 0 to 1, that one who dropped out begins anew after a long silence; 0 for the pure models
 * @param daysAway law of the silence between the last order and a comeback, added to {@link #LEAST_DAYS_AWAY}
 * @param spend what orders are worth
 * @param manners what happens around orders
 * @param sales flash sales, in any order
 * @param currency ISO 4217 code of all amounts
 */
public record ShopLaws(
        double arrivalsPerDay,
        double guestsPerDay,
        GammaLaw ordersPerDay,
        Dropout dropout,
        double comesBack,
        GammaLaw daysAway,
        SpendLaw spend,
        Manners manners,
        List<Sale> sales,
        String currency) {

    /** Nobody comes back sooner: a comeback shall be one by any ladder that calls 90 silent days dormant. */
    public static final int LEAST_DAYS_AWAY = 91;

    public ShopLaws {
        sales = List.copyOf(sales);
    }

    /** A mid-size retail shop: an order a month from those who stay, a quarter gone after each order, baskets near 55. */
    public static ShopLaws retail(double arrivalsPerDay) {
        return new ShopLaws(
                arrivalsPerDay,
                arrivalsPerDay / 5,
                new GammaLaw(1.4, 42),
                new Dropout.AfterAny(new BetaLaw(0.9, 3.1)),
                0.15,
                new GammaLaw(1.5, 0.02),
                new SpendLaw(6, 4, 27.5),
                Manners.retail(),
                List.of(),
                "USD");
    }

    public ShopLaws withDropout(Dropout other) {
        return new ShopLaws(
                arrivalsPerDay,
                guestsPerDay,
                ordersPerDay,
                other,
                comesBack,
                daysAway,
                spend,
                manners,
                sales,
                currency);
    }

    /** The same laws with another chance of coming back. */
    public ShopLaws withComebacks(double chance) {
        return new ShopLaws(
                arrivalsPerDay, guestsPerDay, ordersPerDay, dropout, chance, daysAway, spend, manners, sales, currency);
    }

    public ShopLaws withSales(Sale... others) {
        return new ShopLaws(
                arrivalsPerDay,
                guestsPerDay,
                ordersPerDay,
                dropout,
                comesBack,
                daysAway,
                spend,
                manners,
                List.of(others),
                currency);
    }
}
