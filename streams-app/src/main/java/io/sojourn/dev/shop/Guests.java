package io.sojourn.dev.shop;

import io.sojourn.dev.shop.Chance.Purpose;
import io.sojourn.events.OrderCompleted;

/** People who order without giving a name. */
final class Guests implements Course {
    private final ShopLaws laws;
    private final Chance chance;
    private final Diary diary = new Diary("guest", null);
    private long nextComesAt;
    private int guests;

    Guests(ShopLaws laws, long seed, long opensAt) {
        this.laws = laws;
        this.chance = new Chance(seed, Purpose.GUESTS, 0);
        this.nextComesAt = waitFrom(opensAt);
    }

    private long waitFrom(long instant) {
        return laws.guestsPerDay() > 0 ? instant + chance.waitMillis(laws.guestsPerDay()) : NEVER;
    }

    @Override
    public long nextAt() {
        while (nextComesAt != NEVER && diary.nextAt() > nextComesAt) {
            comesIn(nextComesAt);
            nextComesAt = waitFrom(nextComesAt);
        }
        return diary.nextAt();
    }

    @Override
    public Moment next() {
        nextAt();
        return diary.next();
    }

    private void comesIn(long comesInAt) {
        var orderAt = comesInAt + Visits.length(chance);
        var valueRate = chance.gamma(new GammaLaw(laws.spend().q(), laws.spend().gamma()));
        var value = chance.gamma(new GammaLaw(laws.spend().p(), valueRate));
        var total = Purchases.cents(Math.max(1, Math.round(value * 100)));
        var lines = Assortment.basket(chance, total);
        guests++;
        Visits.beforeOrder(diary, chance, comesInAt, orderAt, lines, diary.id('k', guests), null);
        var orderId = diary.id('o', guests);
        diary.note(orderAt, (id, who, at) -> new OrderCompleted(id, who, orderId, at, total, laws.currency(), lines));
    }
}
