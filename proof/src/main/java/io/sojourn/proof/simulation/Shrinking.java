package io.sojourn.proof.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Shortens a schedule that breaks a law, by leaving out ever smaller parts and making numbers smaller, as long as the same law
 * is broken. After Zeller and Hildebrandt, <i>Simplifying and Isolating Failure-Inducing Input</i>, IEEE TSE 28(2), 2002.
 */
final class Shrinking {
    private final Predicate<List<Step>> breaks;

    /** @param breaks whether a schedule still breaks the law in question */
    Shrinking(Predicate<List<Step>> breaks) {
        this.breaks = breaks;
    }

    /** A schedule of which no single step can be left out. */
    List<Step> shortest(List<Step> schedule) {
        List<Step> shortest = schedule;
        int before;
        do {
            before = shortest.size();
            for (int part = Math.max(1, shortest.size() / 2); part >= 1; part /= 2) {
                shortest = withoutParts(shortest, part);
            }
            shortest = withSmallerNumbers(shortest);
        } while (shortest.size() < before);
        return shortest;
    }

    private List<Step> withoutParts(List<Step> schedule, int part) {
        List<Step> shorter = schedule;
        // From the end: what comes late depends on more than what comes early.
        for (int end = shorter.size(); end > 0; end -= part) {
            List<Step> attempt = new ArrayList<>(shorter);
            attempt.subList(Math.max(0, end - part), end).clear();
            if (breaks.test(attempt)) {
                shorter = attempt;
            }
        }
        return shorter;
    }

    private List<Step> withSmallerNumbers(List<Step> schedule) {
        List<Step> simpler = new ArrayList<>(schedule);
        for (int i = 0; i < simpler.size(); i++) {
            Step step = simpler.get(i);
            for (int detail = 0; detail < step.detail(); detail = 2 * detail + 1) {
                simpler.set(i, new Step(step.act(), step.worker(), detail));
                if (breaks.test(simpler)) {
                    break;
                }
                simpler.set(i, step);
            }
        }
        return simpler;
    }
}
