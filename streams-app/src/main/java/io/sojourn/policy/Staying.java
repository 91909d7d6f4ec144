package io.sojourn.policy;

import java.util.OptionalLong;

/**
 * Time in the present stage of a ladder, in milliseconds; in the stage where everybody begins, time since anything was
 * known. It only grows, until the stage changes.
 *
 * @param index which ladder of the policy
 */
public record Staying(int index, String ladder) implements Measure {
    private static final Age AGE = new Age();

    @Override
    public OptionalLong valueAt(Moment moment) {
        Moment.Stand stand = moment.stands().get(index);
        return stand.isBeginning() ? AGE.valueAt(moment) : OptionalLong.of(moment.at() - stand.since());
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        Moment.Stand stand = moment.stands().get(index);
        if (stand.isBeginning()) {
            return AGE.nextCrossing(moment, boundary);
        }
        long crossing = stand.since() + boundary;
        return crossing > moment.at() ? crossing : NEVER;
    }

    @Override
    public String text() {
        return "in_stage('" + ladder + "')";
    }

    @Override
    public String show(long value) {
        return Durations.show(value);
    }
}
