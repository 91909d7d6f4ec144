package io.sojourn.proof.faults;

import io.sojourn.proof.faults.site.Instance;
import io.sojourn.proof.faults.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One fault after the other at drawn moments. What is drawn is a function of the seed alone, so a seed brings the same
 * schedule again; how the machine takes it is its own.
 */
final class Nemesis implements Plot {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration LONGEST_FAULT = Duration.ofSeconds(15);
    private static final int INSTANCES = 2;

    private enum Kind {
        KILL,
        FREEZE,
        RESTART,
        CUT,
        BROKER_KILL,
        BROKER_FREEZE,
        REGISTRY
    }

    /** One fault of the schedule, on the instance of that number where it is one's, for so long where it lasts. */
    record Blow(Duration at, Kind kind, int instance, Duration span) {}

    private final List<Blow> schedule;

    private Nemesis(List<Blow> schedule) {
        this.schedule = schedule;
    }

    /** So many faults as fit. */
    static Nemesis over(Duration length, long seed) {
        Random random = new Random(seed);
        List<Blow> schedule = new ArrayList<>();
        Duration at = upTo(LONGEST_PAUSE, random);
        while (at.compareTo(length) < 0) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            Blow blow = new Blow(at, kind, random.nextInt(INSTANCES), upTo(LONGEST_FAULT, random));
            schedule.add(blow);
            at = at.plus(blow.span()).plus(upTo(LONGEST_PAUSE, random));
        }
        return new Nemesis(schedule);
    }

    List<Blow> schedule() {
        return schedule;
    }

    @Override
    public void happen(Site site) throws Exception {
        site.open(INSTANCES);
        for (Blow blow : schedule) {
            site.at(blow.at());
            System.err.println(blow);
            strike(site, blow);
        }
    }

    private static void strike(Site site, Blow blow) throws Exception {
        Instance instance = site.instance(blow.instance());
        switch (blow.kind()) {
            case KILL -> {
                instance.kill();
                site.after(blow.span());
                instance.start();
            }
            case FREEZE -> {
                instance.pause();
                site.after(blow.span());
                instance.resume();
            }
            case RESTART -> {
                // Not held against it: it may be told to stop while the broker has only just come back.
                instance.stop();
                instance.start();
            }
            case CUT -> {
                site.brokers().cut();
                site.after(blow.span());
                site.brokers().mend();
            }
            case BROKER_KILL -> {
                site.broker().kill();
                site.after(blow.span());
                site.broker().startAgain();
            }
            case BROKER_FREEZE -> {
                site.broker().pause();
                site.after(blow.span());
                site.broker().resume();
            }
            case REGISTRY -> {
                site.registry().stop();
                site.after(blow.span());
                site.registry().startAgain();
            }
        }
        for (Instance each : site.instances().subList(0, INSTANCES)) {
            if (!each.isAlive()) {
                each.start();
            }
        }
    }

    private static Duration upTo(Duration most, Random random) {
        return Duration.ofMillis(1 + random.nextInt((int) most.toMillis()));
    }
}
