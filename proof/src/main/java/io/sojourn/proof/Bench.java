package io.sojourn.proof;

import io.sojourn.proof.contender.Contenders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole measurement: throughput beside others, latency, timers, growth; then the report. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Sojourn beside Apache Flink, a nightly SQL job and what is possible at all.")
public final class Bench implements Callable<Integer> {
    private static final int OK = 0;
    private static final int REGRESSION = 1;

    private enum Part {
        THROUGHPUT,
        LATENCY,
        TIMERS,
        GROWTH
    }

    @Option(names = "--quick", description = "A short form that only a real regression fails: less than 4 minutes.")
    private boolean quick;

    @Option(
            names = "--part",
            paramLabel = "PART",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<Part> parts = List.of(Part.values());

    @Option(
            names = "--contender",
            paramLabel = "NAME",
            description = "Only this one, among those whose throughput is compared; may be repeated. Default: all.")
    private List<String> contenders = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds of the throughput part, at most. Default: 3, quick 1.")
    private @Nullable Integer rounds;

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "For the Java of each contender in the throughput part; may be repeated. Default: -Xmx2g.")
    private List<String> javaOptions = List.of("-Xmx2g");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "proof/target/bench",
            description = "Where report, JSON, chart and working files go. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("proof/target/bench");

    /** Ends with 0, or with 1 if the short form fell below a bar, 2 for bad usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(out);
        Path folder = Files.createTempDirectory(out, "run-");
        try {
            return measure(quick ? Plan.quick(folder) : Plan.full(folder));
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private int measure(Plan plan) throws Exception {
        Report report = new Report(out, Instant.now());
        if (parts.contains(Part.THROUGHPUT)) {
            Results results =
                    new Throughput(plan, rounds == null ? plan.rounds() : rounds, contenders, javaOptions).run();
            Files.writeString(out.resolve("throughput.svg"), Chart.of(results));
            report.tell("throughput", results.runs());
            report.add(List.of(results.table("Throughput", Contenders.LIFECYCLE)), Throughput.aims(results));
        }
        if (parts.contains(Part.LATENCY)) {
            Waiting.Outcome waiting = Waiting.run(plan);
            report.add(waiting.tables(), waiting.aims());
        }
        if (parts.contains(Part.TIMERS)) {
            Timers.Outcome timers = Timers.run(plan);
            double growth = timers.idleMost() / timers.idleFewest();
            report.add(
                    List.of(timers.table()),
                    List.of(Aim.atMost("a tick without news, most over fewest stored", growth, 3, 10)));
        }
        if (parts.contains(Part.GROWTH)) {
            Growth.Outcome growth = Growth.run(plan);
            report.add(List.of(growth.table()), growth.aims());
        }
        System.out.println(report.markdown());
        return plan.isPassedBy(report.aims()) ? OK : REGRESSION;
    }
}
