package io.sojourn.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** All meters of one process, and how Prometheus reads them. */
public final class Metrics implements AutoCloseable {
    /** The text form every Prometheus reads. */
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<AutoCloseable> bound = new ArrayList<>();
    private final List<Runnable> refreshes = new ArrayList<>();

    /** Begins with the figures of the JVM and the process. */
    public Metrics() {
        bind(new ClassLoaderMetrics());
        bind(new JvmMemoryMetrics());
        bind(new JvmGcMetrics());
        bind(new JvmThreadMetrics());
        bind(new ProcessorMetrics());
        bind(new FileDescriptorMetrics());
        bind(new UptimeMetrics());
    }

    /** Where to count; hand it to {@code Figures}. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Adds everything Kafka Streams and its clients measure themselves. */
    public void watch(KafkaStreams streams) {
        bind(new KafkaStreamsMetrics(streams));
    }

    /** Adds what only the instance can tell: lag, disk, readiness, population. */
    void watch(Instance instance, Readiness readiness) {
        Gauge.builder("sojourn.lag", instance, i -> i.vitals().lag())
                .description("Records that wait to be read in all partitions this instance decides from")
                .strongReference(true)
                .register(registry);
        Gauge.builder("sojourn.disk.free", instance, i -> i.vitals().freeDisk())
                .description("Bytes left where the state is kept")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "sojourn.ready",
                        instance,
                        i -> readiness.reasons(i.vitals()).isEmpty() ? 1 : 0)
                .description("1 when /health/ready says so")
                .strongReference(true)
                .register(registry);
        var customers = MultiGauge.builder("sojourn.customers")
                .description("Customers of this instance's partitions by ladder and stage")
                .register(registry);
        refreshes.add(() -> customers.register(rows(instance), true));
    }

    /** Everything as text, in the form of {@link #TEXT}. */
    String scrape() {
        refreshes.forEach(Runnable::run);
        return registry.scrape(TEXT);
    }

    private static List<MultiGauge.Row<?>> rows(Instance instance) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        try {
            instance.population()
                    .forEach((ladder, stages) -> stages.forEach((stage, count) ->
                            rows.add(MultiGauge.Row.of(Tags.of("ladder", ladder, "stage", stage), count))));
        } catch (NotNowException e) {
            return List.of(); // no figure rather than a wrong one
        }
        return rows;
    }

    private void bind(MeterBinder binder) {
        binder.bindTo(registry);
        if (binder instanceof AutoCloseable closeable) {
            bound.add(closeable);
        }
    }

    @Override
    public void close() {
        for (var binder : bound) {
            try {
                binder.close();
            } catch (Exception e) {
                // Declared by AutoCloseable, thrown by none of Micrometer's binders.
                throw new IllegalStateException(e);
            }
        }
        registry.close();
    }
}
