package io.sojourn.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Raised when its condition becomes true, cleared when it no longer is.
 *
 * @param escalations what makes it louder while it is raised, the loudest last: its level is 1, or 1 more for each of them up
 *     to the last that holds
 * @param actionableMillis how long after it became true acting on it makes sense
 * @param atStake what would be lost; null where that is not asked
 */
public record Warning(
        String id,
        Title title,
        Level level,
        Condition when,
        List<Escalation> escalations,
        long actionableMillis,
        @Nullable AtStake atStake)
        implements Mark {
    public Warning(String id, Title title, Level level, Condition when, long actionableMillis) {
        this(id, title, level, when, List.of(), actionableMillis, null);
    }

    /** How loud it is. */
    public enum Level {
        NOTICE,
        WARNING,
        CRITICAL
    }

    /** How loud it is while this holds too. */
    public record Escalation(Level level, Condition when) {}

    /** How loud it is at a level from 1 on. */
    public Level loudness(int reached) {
        return reached == 1 ? level : escalations.get(reached - 2).level;
    }

    /** Of a level from 1 on: all that has to hold. */
    public Condition whenReached(int reached) {
        return reached == 1 ? when : new Condition.All(when, escalations.get(reached - 2).when);
    }

    @Override
    public List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>(List.of(when));
        escalations.forEach(each -> conditions.add(each.when));
        return conditions;
    }

    @Override
    public int top() {
        return 1 + escalations.size();
    }

    @Override
    public int levelAt(Moment moment) {
        if (!when.holds(moment)) {
            return 0;
        }
        for (int i = escalations.size(); i > 0; i--) {
            if (escalations.get(i - 1).when.holds(moment)) {
                return 1 + i;
            }
        }
        return 1;
    }

    /** Until it is raised nothing makes it louder. */
    @Override
    public long nextChange(Moment moment) {
        long next = when.nextChange(moment);
        if (!escalations.isEmpty() && when.holds(moment)) {
            for (Escalation each : escalations) {
                next = Math.min(next, each.when.nextChange(moment));
            }
        }
        return next;
    }
}
