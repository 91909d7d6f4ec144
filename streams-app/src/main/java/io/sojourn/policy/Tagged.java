package io.sojourn.policy;

import java.util.OptionalLong;

/** Whether a customer has a tag. By itself it never changes: a tag is decided before what asks for it. */
public record Tagged(int index, String tag) implements Measure {
    @Override
    public OptionalLong valueAt(Moment moment) {
        return OptionalLong.of(moment.marks().get(index).isOn() ? 1 : 0);
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        return NEVER;
    }

    @Override
    public String text() {
        return "tag('" + tag + "')";
    }

    @Override
    public boolean isTruth() {
        return true;
    }

    @Override
    public String show(long value) {
        return value == 1 ? "true" : "false";
    }
}
