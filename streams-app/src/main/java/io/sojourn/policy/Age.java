package io.sojourn.policy;

import io.sojourn.customer.Facts;
import java.util.OptionalLong;

/** Time since anything was first known of the customer, in milliseconds: it only grows. */
public record Age() implements Measure {
    @Override
    public OptionalLong valueAt(Moment moment) {
        return isKnown(moment.facts())
                ? OptionalLong.of(moment.at() - moment.facts().firstSeenAt())
                : OptionalLong.empty();
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        if (!isKnown(moment.facts())) {
            return NEVER;
        }
        long crossing = moment.facts().firstSeenAt() + boundary;
        return crossing > moment.at() ? crossing : NEVER;
    }

    private static boolean isKnown(Facts facts) {
        return facts.firstSeenAt() != Facts.NONE.firstSeenAt();
    }

    @Override
    public String text() {
        return "age()";
    }

    @Override
    public String show(long value) {
        return Durations.show(value);
    }
}
