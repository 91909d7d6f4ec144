package io.sojourn.policy;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The stage a customer stands on, or the one they came from, by its number among {@code names}. By itself it never changes:
 * a ladder is decided before those that ask about it.
 *
 * @param index which ladder of the policy
 * @param previous whether the stage before is meant; without a value before the first move
 * @param names the stages of the ladder
 */
public record Whereabouts(int index, String ladder, boolean previous, List<String> names) implements Measure {
    @Override
    public OptionalLong valueAt(Moment moment) {
        Moment.Stand stand = moment.stands().get(index);
        return Names.number(names, previous ? stand.previous() : stand.stage());
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        return NEVER;
    }

    @Override
    public String text() {
        return (previous ? "previous_stage('" : "stage('") + ladder + "')";
    }

    @Override
    public String show(long value) {
        return "'" + names.get((int) value) + "'";
    }

    /** Names as the numbers that conditions compare. */
    static final class Names {
        private Names() {}

        static OptionalLong number(List<String> names, @Nullable String name) {
            int number = name == null ? -1 : names.indexOf(name);
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }
}
