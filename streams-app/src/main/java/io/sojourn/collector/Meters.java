package io.sojourn.collector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;

/** What the collector counts, and how Prometheus reads it. */
final class Meters implements AutoCloseable {
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    Meters() {
        List<MeterBinder> binders = List.of(
                new JvmMemoryMetrics(),
                collections,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        binders.forEach(binder -> binder.bindTo(registry));
    }

    void watch(Delivery delivery, Bodies bodies) {
        Gauge.builder("sojourn.collector.waiting", delivery, Delivery::waiting)
                .description("Events that wait for the broker")
                .strongReference(true)
                .register(registry);
        Gauge.builder("sojourn.collector.bodies", bodies, Bodies::held)
                .description("Bytes of requests under way")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    /**
     * An event that was looked at.
     *
     * @param delivered whether the broker has those that were taken
     */
    void count(String address, Reading reading, boolean delivered) {
        var reason = reading instanceof Reading.Refused refused
                ? refused.refusal().reason().name()
                : "";
        registry.counter(
                        "sojourn.collector.events",
                        "address",
                        address,
                        "outcome",
                        outcome(reading, delivered),
                        "reason",
                        reason)
                .increment();
    }

    private static String outcome(Reading reading, boolean delivered) {
        if (reading instanceof Reading.Taken) {
            return delivered ? "taken" : "undelivered";
        }
        return reading instanceof Reading.NotKept ? "not_kept" : "refused";
    }

    /** A request that was answered. */
    void time(int status, Duration took) {
        Timer.builder("sojourn.collector.requests")
                .description("Time from the first byte of the body's handling to the answer")
                .tag("status", Integer.toString(status))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry)
                .record(took);
    }

    String scrape() {
        return registry.scrape(TEXT);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
