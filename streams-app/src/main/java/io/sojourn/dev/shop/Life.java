package io.sojourn.dev.shop;

import io.sojourn.dev.shop.Chance.Purpose;
import io.sojourn.events.Engaged;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.ProfileUpdated;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One customer's life in the shop, written from order to order, only as far ahead as needed. */
final class Life implements Course {
    private static final List<String> COUNTRIES = List.of("DE", "FR", "GB", "ES", "US", "CN", "SG");
    /** How long after the last order of a life a customer still looks in or opens a letter. */
    private static final Duration FADING = Duration.ofDays(45);

    private final ShopLaws laws;
    private final Arrival arrival;
    private final Purchases purchases;
    private final Chance scenes;
    private final Diary diary;
    private final Aftermath aftermath;

    /** Nothing that is still to be written lies before this instant. */
    private long writtenTo;

    private boolean over;
    private int carts;

    Life(ShopLaws laws, long seed, Arrival arrival) {
        this.laws = laws;
        this.arrival = arrival;
        this.purchases = new Purchases(laws, seed, arrival);
        this.scenes = new Chance(seed, Purpose.SCENES, arrival.number());
        this.diary = new Diary(arrival.customerId(), arrival.customerId());
        this.aftermath = new Aftermath(diary, scenes, laws.manners(), laws.currency());
        this.writtenTo = arrival.at();
        signUp();
    }

    private void signUp() {
        var country = scenes.oneOf(COUNTRIES);
        var consent = scenes.happens(0.7) ? "yes" : "no";
        // Map.of is iterated in another order by every JVM, and the events of a seed are the same bytes on all of them.
        var profile = new TreeMap<>(Map.of("country", country, "email_consent", consent));
        diary.note(arrival.at(), (id, who, at) -> new ProfileUpdated(id, who, at, profile));
    }

    @Override
    public long nextAt() {
        while (!over && diary.nextAt() > writtenTo) {
            writeOn();
        }
        return diary.nextAt();
    }

    @Override
    public Moment next() {
        nextAt();
        return diary.next();
    }

    /** Writes all up to the next order, that order, and what will follow it. */
    private void writeOn() {
        var order = purchases.next();
        if (order == null) {
            over = true;
            between(writtenTo, writtenTo + FADING.toMillis());
            return;
        }
        var comesInAt = Math.max(writtenTo, order.at() - Visits.length(scenes));
        between(writtenTo, comesInAt);
        var lines = Assortment.basket(scenes, order.total());
        var sale = order.ordinal() == 1 ? arrival.sale() : null;
        Visits.beforeOrder(diary, scenes, comesInAt, order.at(), lines, nextCart(), sale);
        var orderId = diary.id('o', order.ordinal());
        diary.note(
                order.at(),
                (id, who, at) -> new OrderCompleted(id, who, orderId, at, order.total(), laws.currency(), lines));
        aftermath.of(order);
        writtenTo = order.at();
    }

    /** Visits that end without an order, letters read, now and then a move. */
    private void between(long from, long to) {
        for (int visits = scenes.poisson(laws.manners().visitsBetweenOrders()); visits > 0; visits--) {
            var comesInAt = scenes.between(from, to);
            Visits.only(diary, scenes, comesInAt, Math.min(to, comesInAt + Visits.length(scenes)), nextCart());
        }
        for (int letters = scenes.poisson(laws.manners().emailsBetweenOrders()); letters > 0; letters--) {
            diary.note(
                    scenes.between(from, to),
                    (id, who, at) -> new Engaged(id, who, at, "email-opened", "monthly-letter", false, Map.of()));
        }
        if (scenes.happens(0.03)) {
            var country = scenes.oneOf(COUNTRIES);
            diary.note(
                    scenes.between(from, to),
                    (id, who, at) -> new ProfileUpdated(id, who, at, Map.of("country", country)));
        }
    }

    private String nextCart() {
        return diary.id('k', ++carts);
    }
}
