package io.sojourn.proof.simulation;

import io.sojourn.proof.simulation.Step.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes schedules: mostly one act after another by weight, now and then several that belong together. */
final class Schedule {
    private static final int DETAILS = 1 << 20;

    /** Every third schedule begins with so many events that nobody has read. */
    private static final int BACKLOG = 80;

    /** In every fifth schedule one in so many choices is late news. */
    private static final int LATE_NEWS = 6;

    private final SplittableRandom random;
    private final List<Step> steps = new ArrayList<>();

    private Schedule(long seed) {
        random = new SplittableRandom(seed);
    }

    /** So many steps, the same for the same seed. */
    static List<Step> of(long seed, int length) {
        Schedule schedule = new Schedule(seed);
        List<Act> acts = schedule.urn(seed % 2 == 0);
        boolean hasBacklog = seed % 3 == 0;
        boolean hasLateNews = seed % 5 == 0;
        while (schedule.steps.size() < length && !acts.isEmpty()) {
            if (hasBacklog && schedule.steps.size() < BACKLOG) {
                schedule.any(Act.SEND);
            } else if (hasLateNews && schedule.random.nextInt(LATE_NEWS) == 0) {
                schedule.lateNews();
            } else {
                schedule.any(acts.get(schedule.random.nextInt(acts.size())));
            }
        }
        return schedule.steps;
    }

    /** Each act as often as its weight says, or as a throw says: then some schedules are all crashes, some have none. */
    private List<Act> urn(boolean thrown) {
        List<Act> acts = new ArrayList<>();
        for (Act act : Act.values()) {
            int times = thrown ? random.nextInt(2 * act.weight() + 1) : act.weight();
            for (int i = 0; i < times; i++) {
                acts.add(act);
            }
        }
        return acts;
    }

    private void any(Act act) {
        steps.add(new Step(act, random.nextInt(World.WORKERS), random.nextInt(DETAILS)));
    }

    /** While the broker reads for a fetch: events arrive at what it may have read already, then the letters that follow them. */
    private void lateNews() {
        int worker = random.nextInt(World.WORKERS);
        steps.add(new Step(Act.FETCH, worker, World.SOME_PARTITIONS + 3 * random.nextInt(3)));
        for (int i = random.nextInt(4); i >= 0; i--) {
            any(Act.SEND);
        }
        any(Act.PASS);
        steps.add(new Step(Act.COMMIT, worker, 0));
        steps.add(new Step(Act.TELL, worker, World.EVERYWHERE));
        steps.add(new Step(Act.FETCH, worker, World.ALL_PARTITIONS));
        steps.add(new Step(Act.WORK, worker, random.nextInt(DETAILS)));
    }
}
