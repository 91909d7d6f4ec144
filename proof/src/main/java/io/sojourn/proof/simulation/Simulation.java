package io.sojourn.proof.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many schedules, one a seed, until the first that breaks a law. */
final class Simulation {
    private final Places places;
    private final Guards guards;
    private final int steps;

    /** @param steps how many each schedule has */
    Simulation(Places places, Guards guards, int steps) {
        this.places = places;
        this.guards = guards;
        this.steps = steps;
    }

    /** A seed whose schedule breaks a law. */
    record Failure(long seed, Breach breach) {}

    /** What was run, and the first failure or null. */
    record Result(
            int schedules,
            long events,
            long ticks,
            long crashes,
            @Nullable Failure failure) {}

    /** A short schedule, what it breaks, and what happens in it. */
    record Story(List<Step> steps, Breach breach, List<String> told) {
        String text() {
            return breach.law() + "?\n" + breach.what() + "\n\nThe shortest schedule found that breaks it, "
                    + steps.size() + " steps:\n  " + String.join("\n  ", told);
        }
    }

    Result run(long from, int seeds) {
        long events = 0;
        long ticks = 0;
        long crashes = 0;
        for (int i = 0; i < seeds; i++) {
            World.Outcome outcome = World.run(places, guards, Schedule.of(from + i, steps), null);
            events += outcome.events();
            ticks += outcome.ticks();
            crashes += outcome.crashes();
            if (outcome.breach() != null) {
                return new Result(i + 1, events, ticks, crashes, new Failure(from + i, outcome.breach()));
            }
        }
        return new Result(seeds, events, ticks, crashes, null);
    }

    /** The shortest schedule found that breaks the same law. */
    Story shortest(Failure failure) {
        String law = failure.breach().law();
        List<Step> shortest = new Shrinking(each -> breaks(each, law)).shortest(Schedule.of(failure.seed(), steps));
        List<String> told = new ArrayList<>();
        Breach breach = World.run(places, guards, shortest, told::add).breach();
        return new Story(shortest, breach == null ? failure.breach() : breach, told);
    }

    private boolean breaks(List<Step> schedule, String law) {
        Breach breach = World.run(places, guards, schedule, null).breach();
        return breach != null && breach.law().equals(law);
    }
}
