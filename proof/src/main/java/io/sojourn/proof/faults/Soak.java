package io.sojourn.proof.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.proof.faults.evidence.Ideal;
import io.sojourn.proof.faults.script.Oddities;
import io.sojourn.proof.faults.script.People;
import io.sojourn.proof.faults.script.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Hours of faults drawn at random, and one verdict at the end. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets drawn faults strike two instances, the broker, the network and the registry for hours, and then"
                        + " holds what came out against what should have. A seed brings the same schedule again.")
public final class Soak implements Callable<Integer> {
    private static final int OK = 0;
    private static final int WRONG = 1;

    /** A broker that is away holds up the sources; who is saved from silence must be early by more. */
    private static final Duration MARGIN = Duration.ofSeconds(90);

    private static final int CUSTOMERS_OF_EACH_KIND_A_MINUTE = 60;

    @Option(names = "--hours", paramLabel = "H", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private double hours = 1;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--list", description = "Say what will strike when, and end.")
    private boolean list;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "proof/target/soak",
            description = "Where the verdict and the logs go. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("proof/target/soak");

    /** Ends with 0 if all held, 1 if it did not, 2 for bad usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Soak()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Duration length = Duration.ofSeconds((long) (hours * 3_600));
        Nemesis nemesis = Nemesis.over(length, seed);
        if (list) {
            nemesis.schedule().forEach(System.out::println);
            return OK;
        }
        int each = (int) Math.max(1, hours * 60 * CUSTOMERS_OF_EACH_KIND_A_MINUTE);
        Script script = People.script(seed, each, length, MARGIN)
                .and(People.erased(seed, each, length))
                .and(Oddities.guests(each, length));
        Path folder = Files.createTempDirectory(Files.createDirectories(out), "run-");
        Verdict verdict =
                new Trial("soak", "fault", seed, folder, Map.of(), script, nemesis).run(() -> Ideal.of(script), true);
        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(verdict);
        Files.writeString(out.resolve("verdict.json"), json);
        System.out.println(json);
        System.out.println(nemesis.schedule().size() + " faults: " + (verdict.passed() ? "all holds" : said(verdict)));
        return verdict.passed() ? OK : WRONG;
    }

    private static String said(Verdict verdict) {
        String trouble = verdict.trouble();
        List<String> failed = verdict.failed();
        return trouble == null ? "BROKEN: " + String.join(", ", failed) : "no result: " + trouble;
    }
}
