package io.sojourn.policy;

import java.util.OptionalLong;

/**
 * Whether an attribute of the person has a value: 0 if it has this one, 1 if another; without a value where it is not known.
 * It never changes by itself.
 */
public record Attribute(String name, String value) implements Measure {
    @Override
    public OptionalLong valueAt(Moment moment) {
        String known = moment.facts().profile().attribute(name, moment.at());
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.equals(value) ? 0 : 1);
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        return NEVER;
    }

    @Override
    public String text() {
        return "attribute(" + Measure.quoted(name) + ")";
    }

    @Override
    public String show(long value) {
        return value == 0 ? Measure.quoted(this.value) : "another";
    }
}
