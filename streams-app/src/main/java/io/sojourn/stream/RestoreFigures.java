package io.sojourn.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the stores that are being filled from their changelogs have come. */
final class RestoreFigures {
    private record Store(String name, int partition) {}

    private record Reached(long done, long total) {
        double share() {
            return total <= 0 ? 1 : Math.min(1, (double) done / total);
        }

        long remaining() {
            return Math.max(0, total - done);
        }
    }

    private final MeterRegistry meters;
    private final Map<Store, Reached> reached = new ConcurrentHashMap<>();
    private final Map<Store, Meter> gauges = new ConcurrentHashMap<>();

    RestoreFigures(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("sojourn.restore.remaining", this, RestoreFigures::remaining)
                .description("Changelog records that restoring stores still have to read")
                .strongReference(true)
                .register(meters);
    }

    void reached(String name, int partition, long done, long total) {
        var store = new Store(name, partition);
        reached.put(store, new Reached(done, total));
        gauges.computeIfAbsent(store, this::publish);
    }

    void abandoned(String name, int partition) {
        var store = new Store(name, partition);
        reached.remove(store);
        var gauge = gauges.remove(store);
        if (gauge != null) {
            meters.remove(gauge);
        }
    }

    long remaining() {
        return reached.values().stream().mapToLong(Reached::remaining).sum();
    }

    private Meter publish(Store store) {
        return Gauge.builder("sojourn.restore.progress", () -> share(store))
                .description("Share of a store's changelog that has been read, 0 to 1")
                .tag("store", store.name())
                .tag("partition", Integer.toString(store.partition()))
                .register(meters);
    }

    private double share(Store store) {
        var now = reached.get(store);
        return now == null ? Double.NaN : now.share();
    }
}
