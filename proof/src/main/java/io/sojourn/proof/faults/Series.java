package io.sojourn.proof.faults;

import io.sojourn.proof.faults.evidence.Evidence;
import io.sojourn.proof.faults.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Several scenarios with one seed, some of them at a time. Runs of one script share their golden run. */
final class Series {
    /** A weaker thing may be lucky, though not for ever. */
    private static final int ATTEMPTS = 3;

    private final long seed;
    private final Path folder;
    private final int atOnce;
    private final Map<Golden, FutureTask<Verdict>> golden = new ConcurrentHashMap<>();

    Series(long seed, Path folder, int atOnce) {
        this.seed = seed;
        this.folder = folder;
        this.atOnce = atOnce;
    }

    /** One row a scenario, in their order. */
    List<Row> run(List<Scenario> scenarios) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            // First what all wait for at their end.
            scenarios.stream()
                    .map(Scenario::golden)
                    .distinct()
                    .map(this::golden)
                    .forEach(threads::execute);
            List<Callable<Row>> work = new ArrayList<>();
            scenarios.forEach(scenario -> work.add(() -> run(scenario)));
            List<Row> rows = new ArrayList<>();
            for (Future<Row> row : threads.invokeAll(work)) {
                rows.add(row.get());
            }
            return rows;
        } finally {
            threads.shutdownNow();
        }
    }

    private Row run(Scenario scenario) throws Exception {
        Verdict fault = trial(scenario, "fault", scenario.settings(), scenario.plot());
        Verdict control = fault.skipped() ? fault : control(scenario, fault);
        return new Row(
                scenario.name(),
                scenario.does(),
                fault.alone(),
                scenario.control().how(),
                control.alone());
    }

    private Verdict control(Scenario scenario, Verdict fault) throws Exception {
        if (scenario.control() instanceof Control.Doctored doctored) {
            Evidence evidence = fault.evidence();
            return evidence == null
                    ? fault
                    : fault.with(
                            "control",
                            Trial.compared(
                                    doctored.doctor().apply(evidence),
                                    evidence(scenario.golden()),
                                    scenario.sameOrder()));
        }
        Control.Rerun rerun = (Control.Rerun) scenario.control();
        Map<String, String> settings = new TreeMap<>(scenario.settings());
        settings.putAll(rerun.settings());
        Plot plot = rerun.plot() == null ? scenario.plot() : rerun.plot();
        Verdict verdict = fault;
        for (int attempt = 0;
                attempt == 0 || (attempt < ATTEMPTS && verdict.trouble() == null && !verdict.caught());
                attempt++) {
            verdict = trial(scenario, "control", settings, plot);
        }
        return verdict;
    }

    private FutureTask<Verdict> golden(Golden which) {
        return golden.computeIfAbsent(
                which,
                each -> new FutureTask<>(() -> {
                    String name = "golden";
                    Script script = each.script().apply(seed);
                    Plot plot = each.plot();
                    return plot == null
                            ? told(Trial.reckoned(name, seed, script))
                            : trial(name, name, Map.of(), script, plot, null, true);
                }));
    }

    /** What a golden run left; it is waited for. */
    private Evidence evidence(Golden which) throws InterruptedException, ExecutionException {
        FutureTask<Verdict> task = golden(which);
        task.run();
        Verdict verdict = task.get();
        Evidence evidence = verdict.evidence();
        if (evidence == null || !verdict.passed()) {
            throw new IllegalStateException("the golden run does not hold: "
                    + (verdict.trouble() == null ? verdict.failed() : verdict.trouble()));
        }
        return evidence;
    }

    private Verdict trial(Scenario scenario, String variant, Map<String, String> settings, Plot plot)
            throws IOException {
        return trial(
                scenario.name(),
                variant,
                settings,
                scenario.script().apply(seed),
                plot,
                () -> evidence(scenario.golden()),
                scenario.sameOrder());
    }

    private Verdict trial(
            String name,
            String variant,
            Map<String, String> settings,
            Script script,
            Plot plot,
            @Nullable Callable<Evidence> golden,
            boolean sameOrder)
            throws IOException {
        Path dir = Files.createTempDirectory(folder, name + "-" + variant + "-");
        Verdict verdict =
                new Trial(name, variant, seed, dir, new HashMap<>(settings), script, plot).run(golden, sameOrder);
        if (verdict.trouble() == null) {
            // The logs stay; what broker and instances kept would fill the disk.
            Utils.delete(dir.resolve("brokers").toFile());
            for (int instance = 0; instance < 3; instance++) {
                Utils.delete(dir.resolve("state-" + instance).toFile());
            }
        }
        return told(verdict);
    }

    private static Verdict told(Verdict verdict) {
        String what = verdict.trouble() != null
                ? "no result: " + verdict.trouble()
                : verdict.passed() ? "holds" : "does not hold: " + verdict.failed();
        System.err.printf(
                "%s %-32s %-8s %5.1f s, recovered after %.1f s  %s%n",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                verdict.scenario(),
                verdict.variant(),
                verdict.seconds(),
                verdict.recoverySeconds(),
                what);
        return verdict;
    }
}
