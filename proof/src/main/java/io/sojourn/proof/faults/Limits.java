package io.sojourn.proof.faults;

import io.sojourn.proof.faults.site.Instance;
import io.sojourn.proof.faults.site.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An instance that gets less from its machine than it needs, and later as much as it needs. */
final class Limits {
    private static final Duration SAYS_WITHIN = Duration.ofSeconds(30);

    /** Before Java gives up it looks for memory for a long time. */
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

    private static final Duration A_LOOK = Duration.ofSeconds(1);
    private static final Duration SOME_SECONDS = Duration.ofSeconds(4);

    /** What Java ends with when it is told to end for want of memory. */
    private static final int OUT_OF_MEMORY = 3;

    private Limits() {}

    /** Not one more file or connection can be opened, and those it has to the broker break. */
    static Plot files(boolean limited) {
        return Plot.whileRunning(site -> {
            Instance instance = site.instance(0);
            Crashes.awaitWork(site);
            if (limited && !instance.limitFiles()) {
                throw new SkippedException("prlimit is not there");
            }
            site.brokers().cut();
            site.brokers().mend();
            site.found(
                    "says that it has too many files open",
                    Watch.within(SAYS_WITHIN, () -> instance.hasSaid("Too many open files")));
            site.after(SOME_SECONDS);
            Crashes.again(instance);
        });
    }

    /** Started with one heap after the other: with each it works or ends, and never lives on without working. */
    static Plot memory(List<Integer> mebibytes) {
        return Plot.whileRunning(site -> {
            Instance instance = site.instance(0);
            Crashes.awaitWork(site);
            boolean ended = false;
            for (int heap : mebibytes) {
                instance.kill();
                instance.withOptions("-Xmx" + heap + "m").startOnce();
                Instant started = Instant.now();
                site.found(
                        "works or ends",
                        Watch.within(
                                ENDS_WITHIN,
                                () -> !instance.isAlive() || site.watch().tickSince(started, A_LOOK)));
                ended |= !instance.isAlive() && instance.exitCode(ENDS_WITHIN) == OUT_OF_MEMORY;
            }
            site.found("ends for want of memory", ended);
            instance.kill();
            instance.withOptions().start();
        });
    }
}
