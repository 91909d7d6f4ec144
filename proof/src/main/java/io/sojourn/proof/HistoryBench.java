package io.sojourn.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.proof.contender.Contenders;
import io.sojourn.proof.history.Way;
import io.sojourn.proof.load.Load;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures replay from a local copy, beside reading and decoding alone and beside the live topology. */
@Command(
        name = "bench-history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures replay from a local copy of the ledger, beside reading and decoding alone and the live topology.")
public final class HistoryBench implements Callable<Integer> {
    private static final double SKEW = 0.6;
    private static final List<String> ROOM = List.of("-Xmx2g");
    /** As {@code scripts/sojourn} starts what folds a ledger and ends. */
    private static final List<String> ROOM_TO_FOLD = List.of("-Xmx2g", "-XX:+UseParallelGC");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LIVE = 1_500_000;

    @Option(names = "--events", defaultValue = "10000000", description = "In the ledger (${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--customers", defaultValue = "100000", description = "Who they are of (${DEFAULT-VALUE}).")
    private int customers;

    @Option(names = "--rounds", defaultValue = "3", description = "Of all ways, in turn (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "proof/target/bench-history",
            description = "For working files (${DEFAULT-VALUE}).")
    private Path out = Path.of("proof/target/bench-history");

    /** Ends with 0; fails if the ways do not read the same. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new HistoryBench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(out);
        Path folder = Files.createTempDirectory(out, "run-");
        try {
            Path whole = copy(events, folder.resolve("whole"));
            Path quarter = copy(events / 4, folder.resolve("quarter"));
            Map<Way, List<Way.Took>> all = new EnumMap<>(Way.class);
            for (int round = 1; round <= rounds; round++) {
                for (Way way : Way.values()) {
                    Way.Took took = run(way, whole, folder);
                    all.computeIfAbsent(way, none -> new ArrayList<>()).add(took);
                    System.out.printf(
                            "round %d  %-22s %,12.0f events/s%n", round, way.words(), took.entries() / took.seconds());
                }
            }
            Way.Took ofQuarter = run(Way.FOLD, quarter, folder);
            System.out.println(report(all, ofQuarter, live(folder.resolve("live"))));
            return 0;
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private Path copy(int size, Path folder) throws Exception {
        Path into = folder.resolve("copy");
        try (Contest contest = Contest.prepare(load(size), true, Contest.PARTITIONS, folder.resolve("broker"))) {
            contest.copy(into);
        }
        return into;
    }

    private Load load(int size) {
        return new Load(size, customers, SKEW);
    }

    private static Way.Took run(Way way, Path copy, Path folder) throws Exception {
        Path scratch = Files.createTempDirectory(folder, "written-");
        try (JavaProcess child =
                JavaProcess.start(ROOM_TO_FOLD, Way.class, List.of(way.name(), copy.toString(), scratch.toString()))) {
            return JSON.readValue(child.line(), Way.Took.class);
        } finally {
            Utils.delete(scratch.toFile());
        }
    }

    private Measured live(Path folder) throws Exception {
        try (Contest contest = Contest.prepare(load(Math.min(events, MOST_LIVE)), true, Contest.PARTITIONS, folder)) {
            return contest.run(Contenders.LIFECYCLE, 1, ROOM);
        }
    }

    private String report(Map<Way, List<Way.Took>> all, Way.Took ofQuarter, Measured live) {
        Way.Took decoded = median(all, Way.DECODE);
        List<List<String>> rows = new ArrayList<>();
        for (Way way : Way.values()) {
            Way.Took took = median(all, way);
            rows.add(row(way.words(), took, decoded));
        }
        rows.add(List.of(
                "live topology, exactly once",
                Results.whole(live.eventsPerSecond()),
                Results.whole(1e6 / live.cpuSecondsPerMillion()),
                share(1e6 / live.cpuSecondsPerMillion(), decoded.perCore()),
                "–"));
        Way.Took folded = median(all, Way.FOLD);
        return new Table(
                                "Replay of %,d events of %,d customers from a local copy, median of %d rounds"
                                        .formatted(events, customers, rounds),
                                List.of("", "events/s", "events/s a core", "of decoded", "heap MiB"),
                                rows)
                        .markdown()
                + "%nFolded over decoded, a core: %.2f (aim 0.40). Over the live topology: events/s %.1f (aim 5), a core %.1f.%n"
                        .formatted(
                                folded.perCore() / decoded.perCore(),
                                folded.entries() / folded.seconds() / live.eventsPerSecond(),
                                folded.perCore() * live.cpuSecondsPerMillion() / 1e6)
                + "The live topology ran once, over %,d events.%n".formatted(Math.min(events, MOST_LIVE))
                + "Heap in the end with a quarter of the events: %s MiB; with all: %s MiB.%n"
                        .formatted(mebi(ofQuarter), mebi(folded));
    }

    private static List<String> row(String words, Way.Took took, Way.Took decoded) {
        return List.of(
                words,
                Results.whole(took.entries() / took.seconds()),
                Results.whole(took.perCore()),
                share(took.perCore(), decoded.perCore()),
                took.heapBytes() == 0 ? "–" : mebi(took));
    }

    private static String mebi(Way.Took took) {
        return Results.whole(took.heapBytes() / (double) (1 << 20));
    }

    private static String share(double one, double other) {
        return "%.2f".formatted(one / other);
    }

    private static Way.Took median(Map<Way, List<Way.Took>> all, Way way) {
        return Objects.requireNonNull(all.get(way)).stream()
                .sorted(Comparator.comparingDouble(Way.Took::perCore))
                .toList()
                .get((rounds(all) - 1) / 2);
    }

    private static int rounds(Map<Way, List<Way.Took>> all) {
        return all.values().iterator().next().size();
    }
}
