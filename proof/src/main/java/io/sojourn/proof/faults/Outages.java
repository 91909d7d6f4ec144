package io.sojourn.proof.faults;

import io.sojourn.proof.faults.site.Site;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What the instances rest on goes away and comes back: the broker, the network, the schema registry. */
final class Outages {
    private static final Duration SOME_SECONDS = Duration.ofSeconds(6);
    private static final Duration A_MOMENT = Duration.ofMillis(700);

    private static final Duration STANDS = Duration.ofMillis(300);
    private static final Duration GOES = Duration.ofMillis(100);
    private static final int PULSES = 50;

    private Outages() {}

    static Plot brokerKilled() {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            site.broker().kill();
            site.after(Duration.ofSeconds(2));
            site.broker().startAgain();
        });
    }

    /**
     * One of three goes and comes back, then another.
     *
     * @param killed whether the instance is killed meanwhile
     */
    static Plot brokersKilledInTurn(boolean killed) {
        return Plot.whileRunning(site -> {
            for (int broker = 0; broker < 2; broker++) {
                Crashes.awaitWork(site);
                site.brokers().broker(broker).kill();
                site.after(SOME_SECONDS);
                meanwhile(killed, site);
                site.brokers().broker(broker).startAgain();
            }
        });
    }

    /** @param killed whether the instance is killed meanwhile */
    static Plot brokerRestarted(boolean killed) {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            site.broker().stop();
            meanwhile(killed, site);
            site.broker().startAgain();
        });
    }

    /** @param killed whether the instance is killed meanwhile */
    static Plot brokerFrozen(boolean killed) {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            site.broker().pause();
            site.after(SOME_SECONDS);
            meanwhile(killed, site);
            site.broker().resume();
        });
    }

    /** Most of the time it stands still, as one whose disk cannot keep up; an instance is killed after four seconds of that. */
    static Plot brokerSlow() {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            for (int pulse = 0; pulse < PULSES; pulse++) {
                site.broker().pause();
                site.after(STANDS);
                site.broker().resume();
                site.after(GOES);
                if (pulse == PULSES / 5) {
                    Crashes.again(site.instance(0));
                }
            }
        });
    }

    /** The instances are cut off from the broker; the sources are not. */
    static Plot networkCut() {
        return Plot.whileRunning(site -> {
            for (int cut = 0; cut < 2; cut++) {
                Crashes.awaitWork(site);
                site.brokers().cut();
                site.after(SOME_SECONDS);
                site.brokers().mend();
            }
        });
    }

    /** Nobody answers when the first instance starts. */
    static Plot registryDownAtStart() {
        return site -> {
            site.registry().stop();
            site.instance(0).start();
            site.send();
            site.after(SOME_SECONDS.multipliedBy(2));
            site.found("nothing passes without a registry", site.watch().written(List.of(Topics.LEDGER)) == 0);
            site.registry().startAgain();
        };
    }

    /** It goes, and an instance that remembers no schema has to go on without it. */
    static Plot registryDownMidRun() {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            site.registry().stop();
            Crashes.again(site.instance(0));
            site.after(SOME_SECONDS.multipliedBy(2));
            site.registry().startAgain();
        });
    }

    static Plot registryFlaps() {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            Crashes.again(site.instance(0));
            for (int flap = 0; flap < 10; flap++) {
                site.registry().stop();
                site.after(A_MOMENT);
                site.registry().startAgain();
                site.after(A_MOMENT);
            }
        });
    }

    /** It asks for credentials nobody has. */
    static Plot registryRefuses() {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            site.registry().startAgainLocked();
            Crashes.again(site.instance(0));
            site.after(SOME_SECONDS.multipliedBy(2));
            site.registry().startAgain();
        });
    }

    private static void meanwhile(boolean killed, Site site) throws IOException, InterruptedException {
        if (killed) {
            Crashes.again(site.instance(0));
        }
    }
}
