package io.sojourn.proof.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.sojourn.proof.faults.evidence.Check;
import io.sojourn.proof.faults.evidence.Comparison;
import io.sojourn.proof.faults.evidence.Evidence;
import io.sojourn.proof.faults.evidence.Gathering;
import io.sojourn.proof.faults.evidence.Ideal;
import io.sojourn.proof.faults.evidence.OwnVerdict;
import io.sojourn.proof.faults.evidence.Verifier;
import io.sojourn.proof.faults.script.Script;
import io.sojourn.proof.faults.site.Instance;
import io.sojourn.proof.faults.site.Site;
import io.sojourn.proof.faults.site.Watch;
import io.sojourn.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** One run from beginning to end: the fault, the wait until all is worked off, the stop, and the verdict. */
final class Trial {
    /** Without this, what is missing at the end may only be late. */
    static final String FINISHES = "works everything off";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What a run may take for each record longer than a short one. */
    private static final Duration FOR_EACH = Duration.ofMillis(1);

    private final String scenario;
    private final String variant;
    private final long seed;
    private final Path dir;
    private final Map<String, String> settings;
    private final Script script;
    private final Plot plot;
    private final Duration patience;

    Trial(
            String scenario,
            String variant,
            long seed,
            Path dir,
            Map<String, String> settings,
            Script script,
            Plot plot) {
        this.scenario = scenario;
        this.variant = variant;
        this.seed = seed;
        this.dir = dir;
        this.settings = settings;
        this.script = script;
        this.plot = plot;
        patience = PATIENCE.plus(FOR_EACH.multipliedBy(script.sendings().size()));
    }

    static {
        // A client that finds nobody is what these runs are about; the instances' own logs are in files.
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.OFF);
    }

    /** @param golden what to compare it with, asked for once there is something to compare; null for the golden run itself */
    @SuppressWarnings("try") // A site's close() may be interrupted, and then so are we.
    Verdict run(@Nullable Callable<Evidence> golden, boolean sameOrder) {
        Instant began = Instant.now();
        try (Site site = Site.open(dir, settings, script, seed)) {
            plot.happen(site);
            Instant over = Instant.now();
            List<Check> checks = new ArrayList<>();
            site.findings().forEach((what, holds) -> checks.add(check(what, holds)));
            if (site.hasEnded()) {
                return verdict(began, checks, null, 0, null);
            }
            checks.add(check("recovers", site.watch().tickSince(over, patience)));
            double recovery = secondsSince(over);
            finish(site, checks);
            Evidence evidence = Gathering.of(site);
            checks.add(OwnVerdict.of(site));
            checks.addAll(compared(evidence, golden == null ? null : golden.call(), sameOrder));
            return verdict(began, checks, null, recovery, evidence);
        } catch (SkippedException e) {
            return new Verdict(scenario, variant, seed, Commit.current(), List.of(), e.getMessage(), true, 0, 0, null);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return verdict(began, List.of(), e.toString(), 0, null);
        }
    }

    /** What the script must come to, as if it had been run. */
    static Verdict reckoned(String name, long seed, Script script) {
        Instant began = Instant.now();
        Evidence ideal = Ideal.of(script);
        List<Check> checks = compared(ideal, null, true);
        return new Verdict(name, "golden", seed, Commit.current(), checks, null, false, 0, secondsSince(began), ideal);
    }

    static List<Check> compared(Evidence run, @Nullable Evidence golden, boolean sameOrder) {
        List<Check> checks = new ArrayList<>(Verifier.checks(run));
        if (golden != null) {
            checks.addAll(sameOrder ? Comparison.whole(run, golden) : Comparison.facts(run, golden));
        }
        return checks;
    }

    private void finish(Site site, List<Check> checks) throws Exception {
        site.awaitSent();
        Watch watch = site.watch();
        Instant horizon = site.begin().plus(site.script().horizon());
        checks.add(check(
                FINISHES,
                watch.committed(Topics.INPUTS, patience)
                        && watch.tickSince(horizon, patience.plus(site.script().horizon()))
                        && watch.committed(List.of(Topics.LEDGER), patience)
                        && watch.quiet(patience)));
        boolean inOrder = true;
        for (Instance instance : site.instances()) {
            inOrder &= !instance.isAlive() || instance.stop() == 0;
        }
        checks.add(check("stops in order", inOrder));
    }

    private static Check check(String name, boolean holds) {
        return new Check(name, holds, holds ? "yes" : "no");
    }

    private Verdict verdict(
            Instant began, List<Check> checks, @Nullable String trouble, double recovery, @Nullable Evidence evidence) {
        return new Verdict(
                scenario,
                variant,
                seed,
                Commit.current(),
                checks,
                trouble,
                false,
                recovery,
                secondsSince(began),
                evidence);
    }

    private static double secondsSince(Instant instant) {
        return Duration.between(instant, Instant.now()).toMillis() / 1e3;
    }
}
