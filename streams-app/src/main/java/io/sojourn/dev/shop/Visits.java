package io.sojourn.dev.shop;

import io.sojourn.dev.shop.Diary.Telling;
import io.sojourn.events.CartViewed;
import io.sojourn.events.CheckoutStarted;
import io.sojourn.events.OrderLine;
import io.sojourn.events.PageViewed;
import io.sojourn.events.ProductAdded;
import io.sojourn.events.ProductViewed;
import io.sojourn.events.ProductsSearched;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people look at, with and without an order at the end. */
final class Visits {
    private static final BigDecimal ONE = BigDecimal.ONE.setScale(4);

    private Visits() {}

    /** How long somebody takes from coming in to ordering, milliseconds. */
    static long length(Chance chance) {
        return Duration.ofMinutes(1).toMillis() + chance.around(Duration.ofMinutes(9));
    }

    /** The way to an order: all steps lie in [from, orderAt). */
    static void beforeOrder(
            Diary diary,
            Chance chance,
            long from,
            long orderAt,
            List<OrderLine> lines,
            String cart,
            @Nullable Sale sale) {
        var steps = comingIn(chance, sale);
        for (OrderLine line : lines) {
            steps.add((id, who, at) -> new ProductViewed(id, who, at, line.getProductId(), null));
            steps.add((id, who, at) ->
                    new ProductAdded(id, who, at, line.getProductId(), cart, line.getQuantity(), null));
        }
        if (chance.happens(0.5)) {
            steps.add((id, who, at) -> new CartViewed(id, who, at, cart, null));
        }
        steps.add((id, who, at) -> new CheckoutStarted(id, who, at, cart, null));
        spread(diary, chance, steps, from, orderAt);
    }

    /** A visit in [from, to) that ends without an order, now and then with a cart left standing. */
    static void only(Diary diary, Chance chance, long from, long to, String cart) {
        var steps = comingIn(chance, null);
        for (int looks = chance.poisson(1.5); looks > 0; looks--) {
            var product = Assortment.product(chance);
            steps.add((id, who, at) -> new ProductViewed(id, who, at, product, null));
            if (chance.happens(0.15)) {
                steps.add((id, who, at) -> new ProductAdded(id, who, at, product, cart, ONE, null));
            }
        }
        spread(diary, chance, steps, from, to);
    }

    private static List<Telling> comingIn(Chance chance, @Nullable Sale sale) {
        var campaign = Assortment.campaign(chance, sale);
        var page = sale == null ? "/" : "/sale/" + sale.name();
        var steps = new ArrayList<Telling>();
        steps.add((id, who, at) -> new PageViewed(id, who, at, page, campaign));
        if (chance.happens(0.3)) {
            var query = Assortment.query(chance);
            steps.add((id, who, at) -> new ProductsSearched(id, who, at, query, null));
        }
        return steps;
    }

    /** The steps in their order, each at a random place of its own share of [from, to). */
    private static void spread(Diary diary, Chance chance, List<Telling> steps, long from, long to) {
        var width = (double) (to - from) / steps.size();
        for (int i = 0; i < steps.size(); i++) {
            diary.note(from + (long) ((i + chance.share()) * width), steps.get(i));
        }
    }
}
