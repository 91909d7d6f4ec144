package io.sojourn.clock;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What time it is in the ledger: the earliest instant any intake has come to, and never earlier than before. Pure; not
 * thread-safe.
 *
 * <p>How many tasks must have spoken follows from what they say themselves, so that inputs may grow or be made anew:
 * starting from the newest report's number of tasks, it is the largest number that any of the tasks counted still says.
 * After growth the clock therefore waits until every new task has spoken, and after shrinking until every task that is
 * left has said so; until then it stands still, which delays silence and never invents it.
 */
final class Clock {
    private final long spacing;
    private final Map<String, Report> reports;
    private OptionalLong lastTick;

    /**
     * @param spacing milliseconds between two ticks, at least; every report may move the minimum a little, and a tick
     *     costs a record in every ledger partition
     * @param reports the latest report of each source, by name, as remembered
     * @param lastTick the latest tick, epoch ms, as remembered
     */
    Clock(long spacing, Map<String, Report> reports, OptionalLong lastTick) {
        this.spacing = spacing;
        this.reports = new HashMap<>(reports);
        this.lastTick = lastTick;
    }

    /** Whether a report can come from one of us: a task within its number, or an import. */
    static boolean isPlausible(String source, int of) {
        if (of == 0) {
            return !source.isEmpty();
        }
        try {
            int task = Integer.parseInt(source);
            return task >= 0 && task < of && Integer.toString(task).equals(source);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * A task came to {@code at}. It does not go back: what has once been read stays read, whatever a new owner of the
     * task says first.
     *
     * @return what to remember of it
     */
    Report taskReached(String source, int of, long at) {
        Report before = reports.get(source);
        var now = new Report(of, before == null ? at : Math.max(before.at(), at));
        reports.put(source, now);
        return now;
    }

    /** An import holds the clock before {@code at}; where the clock is past it already, it stands still. */
    Report held(String source, long at) {
        var hold = new Report(0, at);
        reports.put(source, hold);
        return hold;
    }

    /** An import is finished. */
    void released(String source) {
        reports.remove(source);
    }

    /**
     * The tick that is due now, if one is; it counts as given.
     *
     * @param newestOf the number of tasks as the newest report has it
     */
    OptionalLong tick(int newestOf) {
        OptionalLong min = earliest(newestOf);
        // A record's time cannot be negative, and before 1970 no live event arrived.
        if (min.isEmpty()
                || min.getAsLong() < 0
                || (lastTick.isPresent() && min.getAsLong() < lastTick.getAsLong() + spacing)) {
            return OptionalLong.empty();
        }
        lastTick = min;
        return min;
    }

    OptionalLong lastTick() {
        return lastTick;
    }

    /** The imports that hold the clock. */
    Set<String> holds() {
        var holds = new TreeSet<String>();
        reports.forEach((source, report) -> {
            if (report.isHold()) {
                holds.add(source);
            }
        });
        return holds;
    }

    /** The source the clock waits for: one that has never spoken, or the one furthest behind; null before any spoke. */
    @Nullable
    String waitsFor(int newestOf) {
        int tasks = tasks(newestOf);
        String last = null;
        long earliest = Long.MAX_VALUE;
        for (int task = 0; task < tasks; task++) {
            String source = Integer.toString(task);
            Report report = reports.get(source);
            if (report == null) {
                return source;
            }
            if (report.at() < earliest) {
                earliest = report.at();
                last = source;
            }
        }
        for (var entry : reports.entrySet()) {
            if (entry.getValue().isHold() && entry.getValue().at() <= earliest) {
                earliest = entry.getValue().at() - 1;
                last = entry.getKey();
            }
        }
        return last;
    }

    private OptionalLong earliest(int newestOf) {
        int tasks = tasks(newestOf);
        long earliest = Long.MAX_VALUE;
        for (int task = 0; task < tasks; task++) {
            Report report = reports.get(Integer.toString(task));
            if (report == null) {
                return OptionalLong.empty();
            }
            earliest = Math.min(earliest, report.at());
        }
        if (tasks == 0) {
            return OptionalLong.empty();
        }
        for (Report report : reports.values()) {
            if (report.isHold()) {
                // Who orders at the very instant of a deadline is not silent, so the tick must stay below the event.
                earliest = Math.min(earliest, report.at() - 1);
            }
        }
        return OptionalLong.of(earliest);
    }

    private int tasks(int newestOf) {
        int tasks = newestOf;
        for (int task = 0; task < tasks; task++) {
            Report report = reports.get(Integer.toString(task));
            if (report != null) {
                tasks = Math.max(tasks, report.of());
            }
        }
        return tasks;
    }
}
