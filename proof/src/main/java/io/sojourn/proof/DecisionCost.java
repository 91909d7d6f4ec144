package io.sojourn.proof;

import io.sojourn.authoring.PolicyFile;
import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.lifecycle.Decision;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What one decision costs, time and bytes, about a customer with twenty orders, forty visits and three engagements: by the
 * reference policy, and by one of 12 stages, 20 tags and 5 warnings.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionCost {
    private static final String LARGE = "large";
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long BEGIN = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    @Param({"reference", LARGE})
    public String policy = "";

    private Lifecycle lifecycle =
            new Lifecycle(PolicyFile.load("reference", 365 * DAY).policy());
    private Standing standing = lifecycle.begin(new CustomerId("C-1"));
    private Activity order = order(20);

    /** Runs it and prints JMH's table. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(DecisionCost.class.getName())
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    /** A customer of whom all of this is known. */
    @Setup
    public void live() {
        lifecycle = new Lifecycle(
                policy.equals(LARGE)
                        ? PolicyFile.of(large(), 365 * DAY)
                        : PolicyFile.load(policy, 365 * DAY).policy());
        standing = lifecycle.begin(new CustomerId("C-1"));
        for (int i = 0; i < 20; i++) {
            tell(order(i));
            tell(new Activity.Visited("v" + i, at(i, 1), false));
            tell(new Activity.Visited("w" + i, at(i, 2), true));
        }
        for (int i = 0; i < 3; i++) {
            tell(new Activity.Engaged("g" + i, at(19, 3 + i), "kind-" + i, false));
        }
    }

    @Benchmark
    public Decision anOrder() {
        return lifecycle.onActivity(standing, order);
    }

    @Benchmark
    public Decision aSilence() {
        return lifecycle.onSilence(standing);
    }

    private void tell(Activity activity) {
        while (standing.lookAgainAt() < activity.at()) {
            standing = lifecycle.onSilence(standing).standing();
        }
        standing = lifecycle.onActivity(standing, activity).standing();
    }

    private static Activity order(int number) {
        return new Activity.Ordered("e" + number, at(number, 0), "o" + number, 490_000, "EUR");
    }

    private static long at(int order, int hours) {
        return BEGIN + 9L * order * DAY + Duration.ofHours(hours).toMillis();
    }

    private static String large() {
        return "policy: large\nversion: 1\nladders:\n  - id: twelve\n    title: {en: Twelve, zh: 十二}\n    initial: s11\n"
                + "    stages:\n"
                + each(
                        11,
                        "      - {id: s%1$d, title: {en: S, zh: 阶}, when: \"orders(days(365)) >= %2$d"
                                + " && silence('order') < days(%3$d)\"}\n")
                + "      - {id: s11, title: {en: S, zh: 阶}}\n"
                + "tags:\n"
                + each(
                        20,
                        "  - {id: t%1$d, title: {en: T, zh: 标}, owner: crm, when: \"visits(days(%3$d)) >= 3"
                                + " || engagements('kind-%1$d', days(30)) >= 1\"}\n")
                + "warnings:\n"
                + each(
                        5,
                        "  - {id: w%1$d, title: {en: W, zh: 警}, when: \"silence('order') >= days(%3$d)"
                                + " && spend(days(365)) >= %2$d00.0\"}\n");
    }

    private static String each(int many, String line) {
        return IntStream.range(0, many)
                .mapToObj(i -> line.formatted(i, 4 * (many - i), 10 * (i + 1)))
                .collect(Collectors.joining());
    }
}
