package io.sojourn.proof;

import io.sojourn.proof.contender.Child;
import io.sojourn.proof.contender.Service;
import io.sojourn.proof.latency.Latency;
import io.sojourn.proof.load.Ground;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long after its instant a transition can be read, at several loads; and what a crowd falling silent does to others. */
final class Waiting {
    private static final int CROWD_PERCENT = 10;

    record Outcome(List<Table> tables, List<Aim> aims) {}

    private Waiting() {}

    static Outcome run(Plan plan) throws Exception {
        Path scratch = Files.createDirectories(plan.folder().resolve("waiting"));
        try (Cluster cluster = Cluster.start(scratch.resolve("broker"))) {
            Ground ground = cluster.ground(Contest.PARTITIONS, 0, 0, scratch);
            try (JavaProcess service =
                    JavaProcess.start(List.of("-Xmx2g"), Child.class, Child.arguments(Service.NAME, ground))) {
                service.line();
                return listen(plan, new Latency(ground, plan.warmUp(), plan.beside()));
            }
        }
    }

    private static Outcome listen(Plan plan, Latency latency) throws Exception {
        int capacity = plan.capacity().isPresent() ? plan.capacity().getAsInt() : latency.capacity();
        List<List<String>> rows = new ArrayList<>();
        List<Aim> aims = new ArrayList<>();
        List<Integer> rates =
                plan.shares().stream().map(share -> capacity * share / 100).toList();
        List<Latency.Heard> all = latency.at(rates, plan.each());
        for (int i = 0; i < all.size(); i++) {
            Latency.Heard heard = all.get(i);
            String load = plan.shares().get(i) + " % (" + Results.whole(heard.eventsPerSecond()) + "/s)";
            rows.add(row(load, "event", heard.events()));
            rows.add(row(load, "silence", heard.silences()));
            if (plan.shares().get(i) == 50) {
                aims.add(Aim.atMost("event p99 at half load, ms", p99(heard.events()), 500));
                aims.add(Aim.atMost("silence p99 at half load, ms", p99(heard.silences()), 1_500));
            }
        }
        Latency.Crowd crowd = latency.crowd(plan.crowd(), capacity * CROWD_PERCENT / 100);
        Latency.Crowd takeover = latency.takeover(plan.crowd(), capacity * CROWD_PERCENT / 100);
        rows.add(row(Results.whole(crowd.size()) + " silent at once", "event of others", crowd.others()));
        rows.add(row(Results.whole(takeover.size()) + " moved by a policy", "event of others", takeover.others()));
        aims.addAll(aims(crowd, "beside a crowd", "of the crowd found silent"));
        aims.addAll(aims(takeover, "beside another policy", "moved by it"));
        List<Table> tables = List.of(
                new Table(
                        "Latency of the whole pipeline in milliseconds, exactly once",
                        List.of("load", "of", "p50", "p99", "p99.9", "most", "samples"),
                        rows),
                new Table(
                        "A crowd",
                        List.of("size", "", "found", "all known after"),
                        List.of(row(crowd, "silent at once"), row(takeover, "moved by a policy"))));
        return new Outcome(tables, aims);
    }

    private static List<Aim> aims(Latency.Crowd crowd, String beside, String found) {
        return List.of(
                Aim.atMost(
                        "longest wait of others " + beside + ", ms",
                        (double) crowd.others().getMaxValue(),
                        1_000),
                Aim.atLeast("share " + found, (double) crowd.found() / crowd.size(), 1, 1),
                Aim.atMost("members evicted " + beside, crowd.evicted() ? 1 : 0, 0, 0));
    }

    private static List<String> row(Latency.Crowd crowd, String what) {
        return List.of(
                Results.whole(crowd.size()),
                what,
                Results.whole(crowd.found()),
                Results.tenths(crowd.seconds(), 1) + " s");
    }

    /** Nothing heard is no good news: not a number, which reaches no aim. */
    private static double p99(Histogram histogram) {
        return histogram.getTotalCount() == 0 ? Double.NaN : (double) histogram.getValueAtPercentile(99);
    }

    private static List<String> row(String load, String of, Histogram histogram) {
        return List.of(
                load,
                of,
                Results.whole(histogram.getValueAtPercentile(50)),
                Results.whole(histogram.getValueAtPercentile(99)),
                Results.whole(histogram.getValueAtPercentile(99.9)),
                Results.whole(histogram.getMaxValue()),
                Results.whole(histogram.getTotalCount()));
    }
}
