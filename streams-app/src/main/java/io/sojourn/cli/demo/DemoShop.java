package io.sojourn.cli.demo;

import io.sojourn.dev.shop.Sale;
import io.sojourn.dev.shop.Shop;
import io.sojourn.dev.shop.ShopLaws;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The shop of the demonstration. Ninety and a hundred and eighty days before now it had a flash sale, whose customers
 * mostly bought that one time: so while one watches, every few seconds somebody's silence reaches its 90th or 180th day.
 */
final class DemoShop {
    private static final double NEWCOMERS_PER_MINUTE = 12;
    /** Share of the customers that each sale brought. */
    private static final double BY_SALE = 0.2;
    /** Some newcomers take minutes to order: the sale began before, so that at the same time of day orders come steadily. */
    private static final Duration WARMING_UP = Duration.ofMinutes(5);

    private DemoShop() {}

    /** A shop that has been open for the plan's days at {@code now}. */
    static Shop at(Instant now, DemoPlan plan) {
        var opensAt = now.minus(Duration.ofDays(plan.days()));
        var laws = ShopLaws.retail(plan.customers() * (1 - 2 * BY_SALE) / plan.days())
                .withSales(Stream.of(sale("summer-sale", 90, now, plan), sale("tea-festival", 180, now, plan))
                        .filter(sale -> sale.opensAt().isAfter(opensAt))
                        .toArray(Sale[]::new));
        return new Shop(laws, plan.seed(), opensAt);
    }

    private static Sale sale(String name, int daysAgo, Instant now, DemoPlan plan) {
        var opened = now.minus(Duration.ofDays(daysAgo)).minus(WARMING_UP);
        var lasts = Duration.ofSeconds(Math.round(plan.customers() * BY_SALE / NEWCOMERS_PER_MINUTE * 60));
        return new Sale(name, opened, WARMING_UP.plus(lasts), NEWCOMERS_PER_MINUTE, 0.7);
    }
}
