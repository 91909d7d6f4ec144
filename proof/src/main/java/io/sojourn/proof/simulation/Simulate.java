package io.sojourn.proof.simulation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulation from the command line. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the product's processors over a simulated Kafka, one schedule a seed, and checks the laws.")
public final class Simulate implements Callable<Integer> {
    private static final int OK = 0;
    private static final int BROKEN = 1;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final double NANOS_OF_A_MINUTE = 60e9;

    @Option(names = "--seeds", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int seeds = 10_000;

    @Option(names = "--from", paramLabel = "SEED", description = "The first. Default: ${DEFAULT-VALUE}.")
    private long from = 1;

    @Option(names = "--steps", paramLabel = "N", description = "Of each schedule. Default: ${DEFAULT-VALUE}.")
    private int steps = 600;

    @Option(
            names = "--letter-rounds",
            paramLabel = "N",
            description = "Let clock letters go round only so often. Default: as often as the product has it.")
    private int letterRounds = Integer.MAX_VALUE;

    @Option(
            names = "--without",
            paramLabel = "GUARD",
            split = ",",
            description = "Take away what keeps the promises: ${COMPLETION-CANDIDATES}.")
    private List<Guard> without = List.of();

    /** Ends with 0, or with 1 if a law was broken, 2 for bad usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Simulate())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Guards guards = Guards.ALL.withLetterRounds(letterRounds);
        for (Guard guard : without) {
            guards = guards.without(guard);
        }
        Path target = Files.createDirectories(Path.of("proof/target"));
        Path folder = Files.createTempDirectory(target, "simulation-");
        try (Places places = Places.in(folder)) {
            Simulation simulation = new Simulation(places, guards, steps);
            // By its own processor time: on a machine with other work the wall clock measures that.
            long began = CLOCK.getCurrentThreadCpuTime();
            Simulation.Result result = simulation.run(from, seeds);
            double minutes = (CLOCK.getCurrentThreadCpuTime() - began) / NANOS_OF_A_MINUTE;
            System.out.printf(
                    Locale.ROOT,
                    "%,d schedules of %,d steps: %,d events, %,d ticks, %,d crashes%n",
                    result.schedules(),
                    steps,
                    result.events(),
                    result.ticks(),
                    result.crashes());
            Simulation.Failure failure = result.failure();
            if (failure == null) {
                System.out.printf(
                        Locale.ROOT, "No law was broken. %,.0f schedules a minute of one core.%n", seeds / minutes);
                return OK;
            }
            System.out.println("Seed " + failure.seed() + ": "
                    + simulation.shortest(failure).text());
            return BROKEN;
        } finally {
            Utils.delete(folder.toFile());
        }
    }
}
