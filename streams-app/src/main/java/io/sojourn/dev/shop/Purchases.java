package io.sojourn.dev.shop;

import io.sojourn.dev.shop.Chance.Purpose;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One customer's orders, by the laws and nothing else: visits, refunds and tickets draw from a stream of their own, so the
 * orders can be run again on their own to ask for the truth.
 */
final class Purchases {
    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private final ShopLaws laws;
    private final Arrival arrival;
    private final Chance chance;
    private final double ordersPerDay;
    private final double dropoutChance;
    private final double dropoutPerDay;
    private final double valueRate;
    private final boolean buys;

    private final List<Lifetime> pastLives = new ArrayList<>();
    private long bornAt = Course.NEVER;
    private long endsAt = Course.NEVER;
    private long lastAt;
    private int ordinal;

    Purchases(ShopLaws laws, long seed, Arrival arrival) {
        this.laws = laws;
        this.arrival = arrival;
        this.chance = new Chance(seed, Purpose.PURCHASES, arrival.number());
        this.ordersPerDay = chance.gamma(laws.ordersPerDay());
        this.valueRate =
                chance.gamma(new GammaLaw(laws.spend().q(), laws.spend().gamma()));
        var dropout = laws.dropout();
        if (dropout instanceof Dropout.InTime law) {
            dropoutChance = 0;
            dropoutPerDay = chance.gamma(law.ratePerDay());
        } else {
            dropoutChance = chance.beta(
                    dropout instanceof Dropout.AfterAny law
                            ? law.probability()
                            : ((Dropout.AfterRepeat) dropout).probability());
            dropoutPerDay = 0;
        }
        this.buys = arrival.sale() != null || chance.happens(laws.manners().converts());
    }

    /** The next order, or null if there will never be one. Never earlier than the one before. */
    @Nullable
    Purchase next() {
        if (ordinal == 0) {
            return buys ? firstOfLife(arrival.at() + hesitation()) : null;
        }
        var at = lastAt + chance.waitMillis(ordersPerDay);
        if (at < endsAt) {
            return order(at);
        }
        if (!chance.happens(laws.comesBack())) {
            return null;
        }
        var away = ShopLaws.LEAST_DAYS_AWAY + chance.gamma(laws.daysAway());
        return firstOfLife(Math.max(endsAt, lastAt + Math.round(away * MILLIS_PER_DAY)));
    }

    /** Whom a sale brought buys within minutes; others take days. */
    private long hesitation() {
        return arrival.sale() != null
                ? chance.around(Duration.ofMinutes(2))
                : chance.waitMillis(1 / laws.manners().daysToFirstOrder());
    }

    private Purchase firstOfLife(long at) {
        if (ordinal > 0) {
            pastLives.add(new Lifetime(bornAt, endsAt));
        }
        bornAt = at;
        endsAt = dropoutPerDay > 0 ? at + chance.waitMillis(dropoutPerDay) : Course.NEVER;
        return order(at);
    }

    private Purchase order(long at) {
        ordinal++;
        lastAt = at;
        var onceOnly = ordinal == 1
                && arrival.sale() != null
                && chance.happens(arrival.sale().onceOnly());
        var spared = ordinal == 1 && laws.dropout() instanceof Dropout.AfterRepeat;
        var gone = !spared && dropoutChance > 0 && chance.happens(dropoutChance);
        if (onceOnly || gone) {
            endsAt = at;
        }
        var value = chance.gamma(new GammaLaw(laws.spend().p(), valueRate));
        return new Purchase(ordinal, at, cents(Math.max(1, Math.round(value * 100))));
    }

    static BigDecimal cents(long cents) {
        return BigDecimal.valueOf(cents, 2).setScale(4);
    }

    /** What was true of this customer at {@code asOf}; runs the orders up to there, so ask a fresh object, once. */
    CustomerTruth truth(Instant asOf) {
        var orders = new ArrayList<Purchase>();
        for (var each = next(); each != null && each.at() <= asOf.toEpochMilli(); each = next()) {
            orders.add(each);
        }
        var lives = new ArrayList<>(pastLives);
        if (ordinal > 0) {
            lives.add(new Lifetime(bornAt, endsAt));
        }
        lives.removeIf(life -> life.from() > asOf.toEpochMilli());
        return CustomerTruth.of(
                arrival,
                asOf,
                ordersPerDay,
                dropoutChance,
                dropoutPerDay,
                laws.spend().p() / valueRate,
                orders,
                lives);
    }
}
