package io.sojourn.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.proof.contender.Contenders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Option(names = "--quick", description = "A short form that only a real regression fails: under 4 minutes.")
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

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of the throughput part. Default: 3, quick 1.")
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
        Instant began = Instant.now();
        List<Table> tables = new ArrayList<>();
        List<Aim> aims = new ArrayList<>();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", Machine.described());
        double capacity = plan.usualCapacity();
        if (parts.contains(Part.THROUGHPUT)) {
            Results results =
                    new Throughput(plan, rounds == null ? plan.rounds() : rounds, contenders, javaOptions).run();
            tables.add(results.table("Throughput", Contenders.LIFECYCLE));
            aims.addAll(Throughput.aims(results));
            json.put("throughput", results.runs());
            Files.writeString(out.resolve("throughput.svg"), Chart.of(results));
            capacity = results.has(Contenders.WHOLE) ? results.eventsPerSecond(Contenders.WHOLE) : capacity;
        }
        if (parts.contains(Part.LATENCY)) {
            Waiting.Outcome waiting = Waiting.run(plan, capacity);
            tables.addAll(waiting.tables());
            aims.addAll(waiting.aims());
        }
        if (parts.contains(Part.TIMERS)) {
            Timers.Outcome timers = Timers.run(plan);
            tables.add(timers.table());
            aims.add(Aim.atMost(
                    "a tick without news, most over fewest stored", timers.idleMost() / timers.idleFewest(), 3, 10));
        }
        if (parts.contains(Part.GROWTH)) {
            Growth.Outcome growth = Growth.run(plan);
            tables.add(growth.table());
            aims.addAll(growth.aims());
        }
        tables.add(Aim.table(aims));
        json.put("aims", aims);
        json.put("tables", tables);
        String report = head(began)
                + String.join("", tables.stream().map(Table::markdown).toList());
        Files.writeString(out.resolve("report.md"), report);
        Files.writeString(
                out.resolve("report.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
        System.out.println(report);
        return plan.isPassedBy(aims) ? OK : REGRESSION;
    }

    private static String head(Instant began) {
        return "Measured " + began.toString().substring(0, 16) + "Z in "
                + Duration.between(began, Instant.now()).toMinutes() + " minutes on " + Machine.described() + ".\n\n";
    }
}
