package io.sojourn.proof.faults;

import io.sojourn.authoring.PolicyFile;
import io.sojourn.proof.JavaProcess;
import io.sojourn.proof.faults.site.Instance;
import io.sojourn.proof.faults.site.Site;
import io.sojourn.proof.faults.site.Watch;
import io.sojourn.proof.load.AnotherLadder;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** Instances that die, freeze, come and go. */
final class Crashes {
    private static final Duration WORKS_AGAIN_WITHIN = Duration.ofSeconds(60);
    private static final Duration CATCHES_UP_WITHIN = Duration.ofMinutes(5);
    private static final Duration BEYOND_THE_SESSION = Duration.ofSeconds(7);
    private static final List<String> WORK = List.of(Topics.LEDGER, Topics.STAGE_TRANSITIONS);

    /** More than ticks alone would write while one looks. */
    private static final int SOME = 60;

    private Crashes() {}

    /** Killed so often in the course of the script, each time in the middle of work. */
    static Plot killed(int times) {
        return Plot.whileRunning(site -> {
            for (int kill = 0; kill < times; kill++) {
                awaitWork(site);
                again(site.instance(0));
            }
        });
    }

    /** Loses its disk and is killed three times while it reads its state back. */
    static Plot killedWhileRestoring() {
        return Plot.whileRunning(site -> {
            Instance instance = site.instance(0);
            awaitWork(site);
            for (int kill = 0; kill < 3; kill++) {
                instance.kill();
                Utils.delete(instance.stateDir().toFile());
                instance.start();
                Watch.within(WORKS_AGAIN_WITHIN, () -> instance.says("Pipeline is REBALANCING"));
                site.after(Duration.ofMillis(site.random().nextInt(1_000)));
            }
            again(instance);
        });
    }

    /** Killed as silences that fell due together are being announced, and again as it goes on. */
    static Plot killedAt(Duration deadline) {
        return Plot.whileRunning(site -> {
            site.at(deadline);
            killedAnnouncing(site);
        });
    }

    /** The same where so many come before the deadline that it is still behind when the deadline passes. */
    static Plot killedOnceToldOf(Duration deadline) {
        return Plot.whileRunning(site -> {
            site.at(deadline);
            site.watch().tickSince(site.begin().plus(deadline), CATCHES_UP_WITHIN);
            killedAnnouncing(site);
        });
    }

    /** Killed while a policy that became active places everybody on another ladder. */
    static Plot killedTakingOver() {
        return Plot.whileRunning(site -> {
            site.awaitSent();
            site.watch().committed(Topics.INPUTS, CATCHES_UP_WITHIN);
            Path policy = site.dir().resolve("policy.yaml");
            Files.writeString(policy, AnotherLadder.in(PolicyFile.text("reference")));
            JavaProcess activate = site.instance(0).command(List.of("policy", "activate", policy.toString()));
            site.found("the policy stands in the ledger", activate.exitCode(CATCHES_UP_WITHIN) == 0);
            killedAnnouncing(site);
        });
    }

    private static void killedAnnouncing(Site site) throws IOException, InterruptedException {
        for (int kill = 0; kill < 2; kill++) {
            long before = site.watch().written(List.of(Topics.STAGE_TRANSITIONS));
            Watch.within(
                    WORKS_AGAIN_WITHIN, () -> site.watch().written(List.of(Topics.STAGE_TRANSITIONS)) > before + SOME);
            again(site.instance(0));
        }
    }

    /** One of two stands still until the group has given its work to the other, and then goes on as if nothing had been. */
    static Plot zombie() {
        return Plot.whileRunning(2, site -> {
            awaitWork(site);
            site.instance(0).pause();
            site.after(BEYOND_THE_SESSION);
            site.instance(0).resume();
        });
    }

    /** Two instances, each stopped in order and started again in turn. */
    static Plot rolling() {
        return Plot.whileRunning(2, site -> {
            for (Instance instance : List.of(site.instance(0), site.instance(1))) {
                awaitWork(site);
                site.found("stops with 0 when told to", instance.stop() == 0);
                instance.start();
            }
        });
    }

    /** The same, but nobody is told to stop. */
    static Plot rollingByForce() {
        return Plot.whileRunning(2, site -> {
            for (Instance instance : List.of(site.instance(0), site.instance(1), site.instance(0))) {
                awaitWork(site);
                again(instance);
            }
        });
    }

    /** Two more come, and two are killed. */
    static Plot threeAndOneAgain() {
        return Plot.whileRunning(site -> {
            site.instance(1).start();
            site.instance(2).start();
            site.instance(1).awaitRunning(WORKS_AGAIN_WITHIN);
            site.instance(2).awaitRunning(WORKS_AGAIN_WITHIN);
            awaitWork(site);
            site.instance(0).kill();
            site.instance(1).kill();
        });
    }

    /** Returns in the middle of work, and at no particular moment of it. */
    static void awaitWork(Site site) throws InterruptedException {
        long before = site.watch().written(WORK);
        Watch.within(WORKS_AGAIN_WITHIN, () -> site.watch().written(WORK) > before + SOME);
        site.after(Duration.ofMillis(site.random().nextInt(500)));
    }

    static void again(Instance instance) throws IOException, InterruptedException {
        instance.kill();
        instance.start();
    }
}
