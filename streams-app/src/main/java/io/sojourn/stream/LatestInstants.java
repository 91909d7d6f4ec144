package io.sojourn.stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The latest instant of each of some numbered things, published as one gauge each of how long ago it was. */
final class LatestInstants {
    private record Entry(AtomicLong at, Meter gauge) {}

    private final MeterRegistry meters;
    private final String name;
    private final String tag;
    private final String description;
    private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();

    LatestInstants(MeterRegistry meters, String name, String tag, String description) {
        this.meters = meters;
        this.name = name;
        this.tag = tag;
        this.description = description;
    }

    void set(int number, long at) {
        var entry = entries.get(number);
        if (entry == null) {
            entry = entries.computeIfAbsent(number, n -> publish(n, at));
        }
        entry.at().set(at);
    }

    /** Like {@link #set}, but never back: an older instant changes nothing. */
    void reached(int number, long at) {
        var entry = entries.get(number);
        if (entry == null) {
            entry = entries.computeIfAbsent(number, n -> publish(n, at));
        }
        if (at > entry.at().get()) {
            entry.at().accumulateAndGet(at, Math::max);
        }
    }

    void forget(int number) {
        var entry = entries.remove(number);
        if (entry != null) {
            meters.remove(entry.gauge());
        }
    }

    OptionalLong earliest() {
        return entries.values().stream().mapToLong(entry -> entry.at().get()).min();
    }

    private Entry publish(int number, long at) {
        var latest = new AtomicLong(at);
        var gauge = TimeGauge.builder(
                        name,
                        () -> Math.max(0, meters.config().clock().wallTime() - latest.get()),
                        TimeUnit.MILLISECONDS)
                .description(description)
                .tag(tag, Integer.toString(number))
                .register(meters);
        return new Entry(latest, gauge);
    }
}
