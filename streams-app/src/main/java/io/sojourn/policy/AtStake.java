package io.sojourn.policy;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What would be lost with the customer: a value, times the probability of losing it where one is given.
 *
 * @param probability in units of 10^-9, as estimates are; null where all of the value is at stake
 * @param value in money
 */
public record AtStake(@Nullable Measure probability, Measure value) {
    private static final long CERTAIN = Decimals.scale(Estimate.DECIMALS);

    /** In 1/10,000, rounded down; empty where a measure has no value. */
    public OptionalLong at(Moment moment) {
        OptionalLong money = value.valueAt(moment);
        if (probability == null || money.isEmpty()) {
            return money;
        }
        OptionalLong chance = probability.valueAt(moment);
        if (chance.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(times(money.getAsLong(), chance.getAsLong()));
    }

    /** In two parts, so that no product leaves the whole numbers there are. */
    static long times(long money, long chance) {
        long whole = Math.multiplyExact(Math.floorDiv(money, CERTAIN), chance);
        return whole + Math.floorMod(money, CERTAIN) * chance / CERTAIN;
    }

    /** As a policy writes it. */
    public String text() {
        return probability == null ? value.text() : probability.text() + " * " + value.text();
    }
}
