package io.sojourn.proof;

import io.sojourn.proof.contender.Contenders;
import io.sojourn.proof.load.Decisions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All runs of a contest, by contender, and what they say together. */
final class Results {
    private final Map<String, List<Measured>> runs = new LinkedHashMap<>();

    void add(Measured run) {
        runs.computeIfAbsent(run.contender(), name -> new ArrayList<>()).add(run);
    }

    Map<String, List<Measured>> runs() {
        return runs;
    }

    boolean has(String contender) {
        return runs.containsKey(contender);
    }

    /** The middle value of a contender's rounds. */
    double median(String contender, ToDoubleFunction<Measured> figure) {
        double[] sorted = Objects.requireNonNull(runs.get(contender), () -> contender + " did not run").stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double eventsPerSecond(String contender) {
        return median(contender, Measured::eventsPerSecond);
    }

    /** Every run over the same ledger must have decided the very same; answers those that did not. */
    List<Measured> strangers() {
        List<Measured> deciding = runs.values().stream()
                .flatMap(List::stream)
                .filter(run -> run.decisions().count() > 0 && !Contenders.readsInputs(run.contender()))
                .toList();
        Map<Decisions, Long> votes = deciding.stream()
                .map(Measured::decisions)
                .collect(Collectors.groupingBy(decisions -> decisions, Collectors.counting()));
        Decisions common = votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(new Decisions(0, 0));
        return deciding.stream().filter(run -> !run.decisions().equals(common)).toList();
    }

    /** Throughput and cost of everybody; ratios are to {@code yardstick}. */
    Table table(String title, String yardstick) {
        List<List<String>> rows = new ArrayList<>();
        runs.forEach((contender, rounds) -> rows.add(List.of(
                contender,
                whole(eventsPerSecond(contender)),
                whole(rounds.stream()
                                .mapToDouble(Measured::eventsPerSecond)
                                .min()
                                .orElse(0)) + "–"
                        + whole(rounds.stream()
                                .mapToDouble(Measured::eventsPerSecond)
                                .max()
                                .orElse(0)),
                has(yardstick) ? tenths(eventsPerSecond(contender) / eventsPerSecond(yardstick), 2) : "–",
                tenths(median(contender, Measured::cpuSecondsPerMillion), 1),
                tenths(median(contender, Measured::brokerCpuSecondsPerMillion), 1),
                whole(median(contender, Measured::peakRssBytes) / (1 << 20)),
                unlessNone(median(contender, Measured::stateBytesPerCustomer)),
                unlessNone(median(contender, run -> (double) run.changelogBytes() / run.passed())),
                unlessNone(median(contender, run -> (double) run.outputBytes() / run.passed())))));
        return new Table(
                title,
                List.of(
                        "contender",
                        "events/s",
                        "least–most",
                        "ratio",
                        "app CPU-s/M",
                        "broker CPU-s/M",
                        "peak RSS MiB",
                        "state B/customer",
                        "changelog B/event",
                        "output B/event"),
                rows);
    }

    private static String unlessNone(double value) {
        return value == 0 ? "–" : whole(value);
    }

    static String whole(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String tenths(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
