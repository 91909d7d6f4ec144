package io.sojourn.dev.shop;

import io.sojourn.events.Campaign;
import io.sojourn.events.OrderLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is on the shelves, and the campaigns that bring people to them. */
final class Assortment {
    private record Product(String id, String name) {}

    private static final List<Product> PRODUCTS = List.of(
            new Product("T-101", "Jasmine tea, 100 g"),
            new Product("T-102", "Oolong tea, 100 g"),
            new Product("T-110", "Porcelain teapot"),
            new Product("T-111", "Two tea cups"),
            new Product("K-201", "Wooden salad bowl"),
            new Product("K-202", "Chopsticks, four pairs"),
            new Product("K-203", "Cast iron pan"),
            new Product("K-210", "Linen tea towel"),
            new Product("H-301", "Beeswax candle"),
            new Product("H-302", "Wool blanket"),
            new Product("H-303", "Paper lantern"),
            new Product("H-304", "Picture frame"),
            new Product("G-401", "Herb garden kit"),
            new Product("G-402", "Watering can"),
            new Product("S-501", "Notebook, dotted"),
            new Product("S-502", "Ink, 30 ml"));

    private static final List<String> QUERIES =
            List.of("tea", "gift", "candle", "blanket", "teapot", "notebook", "sale");

    private static final List<Campaign> CAMPAIGNS = List.of(
            new Campaign("google", "cpc", "always-on", "tea shop", null),
            new Campaign("newsletter", "email", "monthly-letter", null, "top-banner"),
            new Campaign("instagram", "social", "living-room", null, "story"),
            new Campaign("wechat", "social", "spring-tea", null, "article"));

    private Assortment() {}

    static String product(Chance chance) {
        return chance.oneOf(PRODUCTS).id();
    }

    static String query(Chance chance) {
        return chance.oneOf(QUERIES);
    }

    /** Where a visit comes from; half of them come by themselves. */
    static @Nullable Campaign campaign(Chance chance, @Nullable Sale sale) {
        if (sale != null) {
            return new Campaign("newsletter", "email", sale.name(), null, null);
        }
        return chance.happens(0.5) ? null : chance.oneOf(CAMPAIGNS);
    }

    /** One to four positions that add up to {@code total} exactly. */
    static List<OrderLine> basket(Chance chance, BigDecimal total) {
        var lines = new ArrayList<OrderLine>();
        var left = total.movePointRight(2).longValueExact();
        for (int more = 3; more >= 0 && left > 0; more--) {
            var last = more == 0 || chance.happens(0.45);
            var cents = last ? left : Math.max(1, Math.round(left * (0.2 + 0.5 * chance.share())));
            lines.add(line(chance, cents));
            left -= cents;
            if (last) {
                break;
            }
        }
        return lines;
    }

    private static OrderLine line(Chance chance, long cents) {
        var product = chance.oneOf(PRODUCTS);
        // Halves and quarters of a cent are exact in four decimals, so price × quantity is the amount again.
        var quantity = BigDecimal.valueOf(chance.oneOf(List.of(1, 1, 1, 2, 4))).setScale(4);
        var price = BigDecimal.valueOf(cents, 2).divide(quantity).setScale(4);
        return new OrderLine(product.id(), product.name(), quantity, price);
    }
}
