package io.sojourn.server;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How many records wait to be read, as the consumers that read them say. */
final class ConsumerLag {
    private ConsumerLag() {}

    /** The sum over all partitions; restoring is no reading, so the consumers that restore are left out. */
    static long of(Map<MetricName, ? extends Metric> metrics) {
        double lag = 0;
        for (var entry : metrics.entrySet()) {
            var name = entry.getKey();
            if (name.name().equals("records-lag")
                    && name.tags().containsKey("partition")
                    && !name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer")
                    && entry.getValue().metricValue() instanceof Double records
                    && records > 0) {
                lag += records;
            }
        }
        return (long) lag;
    }
}
