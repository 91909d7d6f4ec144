package io.sojourn.policy;

import io.sojourn.value.Rfm;
import java.util.OptionalLong;

/**
 * What orders were worth less what went back, ever or in a trailing window, in 1/10,000. By itself it shrinks when an order
 * leaves the window and grows when a refund does.
 */
public record Spend(long windowMillis) implements Measure {
    @Override
    public OptionalLong valueAt(Moment moment) {
        return OptionalLong.of(
                windowMillis == EVER
                        ? moment.facts().purchases().spend()
                        : Rfm.of(moment.facts(), moment.at(), windowMillis).net());
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        return windowMillis == EVER ? NEVER : Rfm.nextChange(moment.facts(), moment.at(), windowMillis);
    }

    @Override
    public String text() {
        return "spend(" + Durations.window(windowMillis) + ")";
    }

    @Override
    public String show(long value) {
        return Decimals.show(value, Decimals.MONEY);
    }
}
