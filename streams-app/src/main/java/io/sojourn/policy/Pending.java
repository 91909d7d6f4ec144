package io.sojourn.policy;

import io.sojourn.customer.Facts;
import java.util.OptionalLong;

/** For how long something has been left undone, in milliseconds: it only grows. Without a value while nothing is. */
public record Pending(What what) implements Measure {
    /** What is left undone. */
    public enum What {
        /** A filled cart, for which no order came. */
        CART("cart_left()"),
        /** Our reply to whoever waits longest of those with an open ticket. */
        REPLY("awaiting_reply()");

        private final String text;

        What(String text) {
            this.text = text;
        }
    }

    @Override
    public OptionalLong valueAt(Moment moment) {
        long since = since(moment);
        return since == Facts.NEVER_HAPPENED ? OptionalLong.empty() : OptionalLong.of(moment.at() - since);
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        long since = since(moment);
        return since != Facts.NEVER_HAPPENED && since + boundary > moment.at() ? since + boundary : NEVER;
    }

    private long since(Moment moment) {
        return switch (what) {
            case CART -> moment.facts().cartLeftAt(moment.at());
            case REPLY -> moment.facts().tickets().waitingSince(moment.at());
        };
    }

    @Override
    public String text() {
        return what.text;
    }

    @Override
    public String show(long value) {
        return Durations.show(value);
    }
}
