package io.sojourn.proof.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.proof.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All scenarios, or some; then the table. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows that under faults nothing is lost, nothing is doubled, and the same history comes out; and"
                + " that each check fails where it must.")
public final class Faults implements Callable<Integer> {
    private static final int OK = 0;
    private static final int WRONG = 1;

    @Option(names = "--quick", description = "A handful of scenarios, in some 4 minutes.")
    private boolean quick;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Only this one; may be repeated. --list names them.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Say which scenarios there are, and end.")
    private boolean list;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "3",
            description = "Scenarios at a time. Default: ${DEFAULT-VALUE}.")
    private int atOnce = 3;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "proof/target/faults",
            description = "Where report, JSON and logs go. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("proof/target/faults");

    /** Ends with 0, or with 1 if a verdict was not as it must be, 2 for bad usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Faults()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Scenarios.ALL.forEach(each -> System.out.printf("%-32s %s%n", each.name(), each.does()));
            return OK;
        }
        Instant began = Instant.now();
        Path folder = Files.createTempDirectory(Files.createDirectories(out), "run-");
        List<Row> rows = new Series(seed, folder, atOnce).run(chosen());
        String report = head(began) + Row.table(rows);
        Files.writeString(out.resolve("report.md"), report);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", Machine.described());
        json.put("seed", seed);
        json.put("commit", Commit.current());
        json.put("right", rows.stream().allMatch(Row::right));
        json.put("rows", rows);
        Files.writeString(
                out.resolve("report.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
        System.out.println(report);
        return rows.stream().allMatch(Row::right) ? OK : WRONG;
    }

    private List<Scenario> chosen() {
        @Nullable
        String unknown = only.stream()
                .filter(name ->
                        Scenarios.ALL.stream().noneMatch(each -> each.name().equals(name)))
                .findFirst()
                .orElse(null);
        if (unknown != null) {
            throw new IllegalArgumentException("no scenario " + unknown + "; --list names them");
        }
        return Scenarios.ALL.stream()
                .filter(each -> only.isEmpty() ? !quick || each.quick() : only.contains(each.name()))
                .toList();
    }

    private String head(Instant began) {
        return "Run " + began.toString().substring(0, 16) + "Z in "
                + Duration.between(began, Instant.now()).toMinutes() + " minutes, seed " + seed + ", commit "
                + Commit.current() + ", on " + Machine.described() + ".\n\n";
    }
}
