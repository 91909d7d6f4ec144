package io.sojourn.policy;

import io.sojourn.customer.Tickets;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a customer's support tickets come to. It never changes by itself. */
public record Support(What what) implements Measure {
    /** What is asked of them. */
    public enum What {
        /** How many are open. */
        OPEN("tickets_open()"),
        /** How many of those are complaints. */
        COMPLAINTS("open_complaints()"),
        /** How often any of them was reopened. */
        REOPENED("tickets_reopened()"),
        /** The latest rating, 1 to 5; without a value before the first. */
        RATING("csat()");

        private final String text;

        What(String text) {
            this.text = text;
        }
    }

    @Override
    public OptionalLong valueAt(Moment moment) {
        Tickets tickets = moment.facts().tickets();
        return switch (what) {
            case OPEN -> OptionalLong.of(tickets.open(moment.at()));
            case COMPLAINTS -> OptionalLong.of(tickets.openComplaints(moment.at()));
            case REOPENED -> OptionalLong.of(tickets.reopened(moment.at()));
            case RATING -> {
                OptionalInt rating = tickets.rating(moment.at());
                yield rating.isPresent() ? OptionalLong.of(rating.getAsInt()) : OptionalLong.empty();
            }
        };
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        return NEVER;
    }

    @Override
    public String text() {
        return what.text;
    }

    @Override
    public String show(long value) {
        return Long.toString(value);
    }
}
