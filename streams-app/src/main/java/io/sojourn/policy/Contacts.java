package io.sojourn.policy;

import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Trail;
import java.util.OptionalLong;

/**
 * How many visits or engagements there were, ever or in a trailing window: by itself it only shrinks. In a window they are
 * counted up to {@link Facts#RECENT}, as only so many are remembered one by one.
 */
public record Contacts(ActivityKind kind, long windowMillis) implements Measure {
    public Contacts {
        if (kind != ActivityKind.VISIT && kind != ActivityKind.ENGAGEMENT) {
            throw new IllegalArgumentException("of " + kind.word() + " no times are remembered");
        }
    }

    @Override
    public OptionalLong valueAt(Moment moment) {
        Facts facts = moment.facts();
        if (windowMillis == EVER) {
            return OptionalLong.of(kind == ActivityKind.VISIT ? facts.visitCount() : facts.engagementCount());
        }
        return OptionalLong.of(Math.min(Facts.RECENT, Windows.count(trail(facts), moment.at(), windowMillis)));
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        return Windows.whenFewerThan(boundary, trail(moment.facts()), moment.at(), windowMillis);
    }

    private Trail trail(Facts facts) {
        return kind == ActivityKind.VISIT ? facts.visits() : facts.engagements();
    }

    @Override
    public String text() {
        return kind.word() + "s(" + Durations.window(windowMillis) + ")";
    }

    @Override
    public String show(long value) {
        return Long.toString(value);
    }
}
