package io.sojourn.policy;

import io.sojourn.customer.Facts;
import io.sojourn.customer.Trail;
import java.util.Locale;
import java.util.OptionalLong;

/** A quantity that a condition compares. It can be read at a moment, and it knows when it will change by itself. */
public sealed interface Measure
        permits Measure.Silence,
                Measure.Orders,
                Age,
                Anniversary,
                Attribute,
                Contacts,
                Estimate,
                Pending,
                Score,
                Spend,
                Staying,
                Support,
                Tagged,
                Whereabouts {
    long NEVER = Long.MAX_VALUE;

    /** A window as long as anything is remembered. */
    long EVER = Long.MAX_VALUE;

    /** The value, or empty where there is none: how long ago what never happened was. */
    OptionalLong valueAt(Moment moment);

    /**
     * When the answer to {@code value >= boundary} changes if nothing else happens: the earliest such instant after the
     * moment, or {@link #NEVER}. A measure that goes both up and down may name an earlier one, at which the value changes
     * and the answer does not.
     */
    long nextCrossing(Moment moment, long boundary);

    /** The measure as a policy writes it. */
    String text();

    /** A value in its unit, as people read it. */
    String show(long value);

    /** Whether its values are 1 for true and 0 for false. */
    default boolean isTruth() {
        return false;
    }

    /** Time since the latest sign of a kind, in milliseconds: it only grows. */
    record Silence(Sign of) implements Measure {
        @Override
        public OptionalLong valueAt(Moment moment) {
            long last = of.lastAt(moment.facts(), moment.at());
            return last == Facts.NEVER_HAPPENED ? OptionalLong.empty() : OptionalLong.of(moment.at() - last);
        }

        @Override
        public long nextCrossing(Moment moment, long boundary) {
            long last = of.lastAt(moment.facts(), moment.at());
            return last != Facts.NEVER_HAPPENED && last + boundary > moment.at() ? last + boundary : NEVER;
        }

        @Override
        public String text() {
            return "silence('" + of.word() + "')";
        }

        @Override
        public String show(long value) {
            return Durations.show(value);
        }
    }

    /** How many orders count in a trailing window: by itself it only shrinks. */
    record Orders(long windowMillis) implements Measure {
        @Override
        public OptionalLong valueAt(Moment moment) {
            Trail orders = moment.facts().purchases().counting();
            return OptionalLong.of(Windows.count(orders, moment.at(), windowMillis));
        }

        @Override
        public long nextCrossing(Moment moment, long boundary) {
            Trail orders = moment.facts().purchases().counting();
            return Windows.whenFewerThan(boundary, orders, moment.at(), windowMillis);
        }

        @Override
        public String text() {
            return "orders(" + Durations.window(windowMillis) + ")";
        }

        @Override
        public String show(long value) {
            return Long.toString(value);
        }
    }

    /** A text of somebody's choice as a policy writes it: two that differ read differently. */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The name of an enum constant as a policy writes it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
