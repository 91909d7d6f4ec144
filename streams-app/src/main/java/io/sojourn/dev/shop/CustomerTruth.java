package io.sojourn.dev.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What nobody but the simulator knows of a customer, at an instant.
 *
 * @param ordersPerDay λ, the rate of orders while not dropped out
 * @param dropoutChance p, the chance of dropping out with an order; 0 where the law is a lifetime
 * @param dropoutPerDay μ, the rate of dropping out per day; 0 where the law is by order
 * @param meanSpend what an order of this customer is worth on average, in the shop's currency
 * @param firstOrderAt null if there was none yet
 * @param orders orders so far, those called off later included
 * @param gross their drawn totals, before changes, refunds and cancellations
 * @param alive whether the customer had ordered and not dropped out
 * @param droppedOutAt when the latest life ended; null while alive and before the first order
 * @param comebacks lives begun after the first
 */
public record CustomerTruth(
        String customerId,
        Instant arrivedAt,
        double ordersPerDay,
        double dropoutChance,
        double dropoutPerDay,
        double meanSpend,
        @Nullable Instant firstOrderAt,
        @Nullable Instant lastOrderAt,
        int orders,
        BigDecimal gross,
        boolean alive,
        @Nullable Instant droppedOutAt,
        int comebacks) {

    static CustomerTruth of(
            Arrival arrival,
            Instant asOf,
            double ordersPerDay,
            double dropoutChance,
            double dropoutPerDay,
            double meanSpend,
            List<Purchase> orders,
            List<Lifetime> lives) {
        var life = lives.isEmpty() ? null : lives.get(lives.size() - 1);
        var alive = life != null && life.covers(asOf);
        return new CustomerTruth(
                arrival.customerId(),
                Instant.ofEpochMilli(arrival.at()),
                ordersPerDay,
                dropoutChance,
                dropoutPerDay,
                meanSpend,
                orders.isEmpty() ? null : Instant.ofEpochMilli(orders.get(0).at()),
                orders.isEmpty()
                        ? null
                        : Instant.ofEpochMilli(orders.get(orders.size() - 1).at()),
                orders.size(),
                orders.stream().map(Purchase::total).reduce(BigDecimal.ZERO, BigDecimal::add),
                alive,
                life == null || alive ? null : Instant.ofEpochMilli(life.to()),
                Math.max(0, lives.size() - 1));
    }
}
