package io.sojourn.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many a second, over the last seconds. */
final class Pace {
    private static final Duration OVER = Duration.ofSeconds(5);

    private record Sample(Instant at, long count) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** So many there are by {@code now}; returns the pace. */
    double at(Instant now, long count) {
        samples.addLast(new Sample(now, count));
        while (samples.getFirst().at().isBefore(now.minus(OVER))) {
            samples.removeFirst();
        }
        var first = samples.getFirst();
        var millis = Duration.between(first.at(), now).toMillis();
        return millis == 0 ? 0 : (count - first.count()) * 1000.0 / millis;
    }
}
