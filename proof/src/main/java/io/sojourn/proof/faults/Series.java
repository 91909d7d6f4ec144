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
import java.util.function.LongFunction;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Several scenarios with one seed, some of them at a time. Runs of one script share their golden run. */
final class Series {
    /** A weaker thing may be lucky, though not for ever. */
    private static final int ATTEMPTS = 3;

    private final long seed;
    private final Path folder;
    private final int atOnce;
    private final Map<LongFunction<Script>, FutureTask<Verdict>> golden = new ConcurrentHashMap<>();

    Series(long seed, Path folder, int atOnce) {
        this.seed = seed;
        this.folder = folder;
        this.atOnce = atOnce;
    }

    /** One row a scenario, in their order. */
    List<Row> run(List<Scenario> scenarios) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
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

    private Row run(Scenario scenario) throws IOException, InterruptedException, ExecutionException {
        Verdict golden = golden(scenario.golden());
        Evidence reference = golden.evidence();
        if (reference == null || !golden.passed()) {
            tell(golden);
            Verdict none = golden.with("fault", golden.checks()).alone();
            return new Row(
                    scenario.name(), scenario.does(), none, scenario.control().how(), none);
        }
        Verdict fault = trial(
                scenario.name(),
                "fault",
                scenario.settings(),
                scenario.script(),
                scenario.plot(),
                reference,
                scenario.sameOrder());
        Verdict control = fault.skipped() ? fault : control(scenario, fault, reference);
        return new Row(
                scenario.name(),
                scenario.does(),
                fault.alone(),
                scenario.control().how(),
                control.alone());
    }

    private Verdict control(Scenario scenario, Verdict fault, Evidence golden) throws IOException {
        if (scenario.control() instanceof Control.Doctored doctored) {
            Evidence evidence = fault.evidence();
            return evidence == null
                    ? fault
                    : fault.with(
                            "control", Trial.compared(doctored.doctor().apply(evidence), golden, scenario.sameOrder()));
        }
        Control.Rerun rerun = (Control.Rerun) scenario.control();
        Map<String, String> settings = new TreeMap<>(scenario.settings());
        settings.putAll(rerun.settings());
        Plot plot = rerun.plot() == null ? scenario.plot() : rerun.plot();
        Verdict verdict = fault;
        for (int attempt = 0;
                attempt == 0 || (attempt < ATTEMPTS && verdict.trouble() == null && !verdict.caught());
                attempt++) {
            verdict =
                    trial(scenario.name(), "control", settings, scenario.script(), plot, golden, scenario.sameOrder());
        }
        return verdict;
    }

    private Verdict golden(LongFunction<Script> script) throws InterruptedException, ExecutionException {
        FutureTask<Verdict> task = golden.computeIfAbsent(
                script,
                each -> new FutureTask<>(
                        () -> trial("golden-" + golden.size(), "golden", Map.of(), each, Plot.NOTHING, null, true)));
        task.run();
        return task.get();
    }

    private Verdict trial(
            String name,
            String variant,
            Map<String, String> settings,
            LongFunction<Script> script,
            Plot plot,
            @Nullable Evidence golden,
            boolean sameOrder)
            throws IOException {
        Path dir = Files.createTempDirectory(folder, name + "-" + variant + "-");
        Verdict verdict = new Trial(name, variant, seed, dir, new HashMap<>(settings), script.apply(seed), plot)
                .run(golden, sameOrder);
        tell(verdict);
        if (verdict.trouble() == null) {
            // The logs stay; what broker and instances kept would fill the disk.
            Utils.delete(dir.resolve("brokers").toFile());
            for (int instance = 0; instance < 3; instance++) {
                Utils.delete(dir.resolve("state-" + instance).toFile());
            }
        }
        return verdict;
    }

    private static void tell(Verdict verdict) {
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
    }
}
