package io.sojourn.policy;

import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Trail;
import java.util.OptionalLong;

/** A quantity that a condition compares. It can be read at a moment, and it knows when it will change by itself. */
public sealed interface Measure {
    long NEVER = Long.MAX_VALUE;

    /** The value, or empty where there is none: how long ago what never happened was. */
    OptionalLong valueAt(Moment moment);

    /**
     * The earliest instant after the moment at which the answer to {@code value >= boundary} changes if nothing else
     * happens, or {@link #NEVER}.
     */
    long nextCrossing(Moment moment, long boundary);

    /** The measure as a policy writes it. */
    String text();

    /** A value in its unit, as people read it. */
    String show(long value);

    /** Time since the latest activity of a kind, in milliseconds: it only grows. */
    record Silence(ActivityKind kind) implements Measure {
        public Silence {
            if (kind != ActivityKind.ORDER && kind != ActivityKind.VISIT) {
                throw new IllegalArgumentException(
                        "silence('" + kind.word() + "') is not remembered; use order or visit");
            }
        }

        @Override
        public OptionalLong valueAt(Moment moment) {
            long last = last(moment);
            return last == Facts.NEVER_HAPPENED ? OptionalLong.empty() : OptionalLong.of(moment.at() - last);
        }

        @Override
        public long nextCrossing(Moment moment, long boundary) {
            long last = last(moment);
            return last != Facts.NEVER_HAPPENED && last + boundary > moment.at() ? last + boundary : NEVER;
        }

        private long last(Moment moment) {
            return kind == ActivityKind.ORDER
                    ? moment.facts().lastOrderAt(moment.at())
                    : moment.facts().lastVisitAt(moment.at());
        }

        @Override
        public String text() {
            return "silence('" + kind.word() + "')";
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
            return OptionalLong.of(orders.countUpTo(moment.at()) - orders.countUpTo(moment.at() - windowMillis));
        }

        @Override
        public long nextCrossing(Moment moment, long boundary) {
            Trail orders = moment.facts().purchases().counting();
            long decisive = orders.countUpTo(moment.at()) - boundary;
            if (boundary <= 0 || decisive < 0) {
                return NEVER;
            }
            long leaves = orders.at((int) decisive) + windowMillis;
            return leaves > moment.at() ? leaves : NEVER;
        }

        @Override
        public String text() {
            return "orders(" + Durations.call(windowMillis) + ")";
        }

        @Override
        public String show(long value) {
            return Long.toString(value);
        }
    }
}
