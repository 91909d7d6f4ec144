package io.sojourn.proof.faults;

import io.sojourn.proof.faults.site.Site;
import io.sojourn.proof.faults.site.Watch;
import io.sojourn.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Time that passes while nobody looks, or not everybody, or jumps. */
final class Times {
    private static final Duration BETWEEN_JUMPS = Duration.ofSeconds(4);
    private static final Duration JUMPS_WITHIN = Duration.ofSeconds(40);
    private static final Duration DAY = Duration.ofDays(1);

    /** Longer than a transaction may last: until it ends nobody else could go on, whoever has the tasks. */
    private static final Duration STUCK = Duration.ofSeconds(20);

    /** What one of two clocks read one after the other may be ahead. */
    private static final Duration AT_MOST = Duration.ofMillis(50);

    private Times() {}

    /** The instance is away until every deadline has passed; who ordered in time must not be found silent. */
    static Plot asleep() {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            sleep(site);
        });
    }

    /** The same before it has begun to work; and it is killed as it catches up. */
    static Plot behind() {
        return Plot.whileRunning(site -> {
            sleep(site);
            Crashes.awaitWork(site);
            Crashes.again(site.instance(0));
        });
    }

    private static boolean isWrongBy(Duration wrongBy, Site site) throws InterruptedException {
        return site.instance(0)
                .clock()
                .map(clock ->
                        Duration.between(Instant.now().plus(wrongBy), clock).abs())
                .filter(off -> off.compareTo(JUMPS_WITHIN) < 0)
                .isPresent();
    }

    private static void sleep(Site site) throws Exception {
        site.instance(0).stop();
        site.at(site.script().horizon());
        site.awaitSent();
        site.instance(0).start();
    }

    /**
     * One of two instances stands still with the tasks it has, while the other goes on: no tick may pass that would promise for
     * those tasks too.
     */
    static Plot stuck() {
        return Plot.whileRunning(2, site -> {
            Crashes.awaitWork(site);
            site.instance(0).pause();
            Instant since = Instant.now();
            Watch watch = site.watch();
            long before = watch.written(List.of(Topics.LEDGER));
            boolean passed = watch.uncommittedTickSince(since.plus(AT_MOST), STUCK);
            long after = watch.written(List.of(Topics.LEDGER));
            site.instance(0).resume();
            site.found("no tick passes meanwhile", !passed);
            site.found("the other goes on taking in", after > before);
        });
    }

    /** The clock of the instance's machine leaps a day ahead, a day back, and comes right again. */
    static Plot jumps(boolean jumps) {
        return site -> {
            WrongClock clock = WrongClock.in(site.dir());
            site.instance(0).withEnvironment(clock.environment());
            site.open(1);
            for (Duration wrongBy : List.of(DAY, DAY.negated(), Duration.ZERO)) {
                Crashes.awaitWork(site);
                if (jumps) {
                    clock.set(wrongBy);
                }
                site.found("its clock did jump", Watch.within(JUMPS_WITHIN, () -> isWrongBy(wrongBy, site)));
                site.after(BETWEEN_JUMPS);
                site.awaitWorking();
            }
        };
    }
}
