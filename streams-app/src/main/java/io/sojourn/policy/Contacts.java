package io.sojourn.policy;

import io.sojourn.customer.Engagements;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Recent;
import io.sojourn.customer.Trail;
import java.util.OptionalLong;

/**
 * How many visits, carts or engagements there were, ever or in a trailing window: by itself it only shrinks. In a window they
 * are counted up to {@link Recent#KEPT}, as only so many are remembered one by one.
 *
 * @param kind of the engagements meant; empty for all
 */
public record Contacts(What what, String kind, long windowMillis) implements Measure {
    /** What is counted. */
    public enum What {
        VISITS,
        CARTS,
        ENGAGEMENTS
    }

    public Contacts {
        if (what != What.ENGAGEMENTS && !kind.isEmpty()) {
            throw new IllegalArgumentException("only engagements are of kinds, not " + Measure.word(what));
        }
    }

    @Override
    public OptionalLong valueAt(Moment moment) {
        if (windowMillis == EVER) {
            return OptionalLong.of(count(moment.facts()));
        }
        return OptionalLong.of(Math.min(Recent.KEPT, Windows.count(trail(moment.facts()), moment.at(), windowMillis)));
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        return windowMillis == EVER
                ? NEVER
                : Windows.whenFewerThan(boundary, trail(moment.facts()), moment.at(), windowMillis);
    }

    private int count(Facts facts) {
        Engagements engagements = facts.engagements();
        return switch (what) {
            case VISITS -> facts.visits().count();
            case CARTS -> facts.carts().count();
            case ENGAGEMENTS -> kind.isEmpty() ? engagements.count() : engagements.count(kind);
        };
    }

    private Trail trail(Facts facts) {
        Engagements engagements = facts.engagements();
        return switch (what) {
            case VISITS -> facts.visits().trail();
            case CARTS -> facts.carts().trail();
            case ENGAGEMENTS -> kind.isEmpty() ? engagements.all() : engagements.of(kind);
        };
    }

    @Override
    public String text() {
        String window = Durations.window(windowMillis);
        String of = kind.isEmpty() ? "" : Measure.quoted(kind);
        return Measure.word(what) + "(" + of + (of.isEmpty() || window.isEmpty() ? "" : ", ") + window + ")";
    }

    @Override
    public String show(long value) {
        return Long.toString(value);
    }
}
