package io.sojourn.server;

import io.sojourn.schemas.Topics;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How many records wait to be read, as the consumers that read them say. */
final class ConsumerLag {
    private ConsumerLag() {}

    /**
     * The sum over the partitions that decisions come from. Restoring is no reading, so the consumers that restore are left
     * out; and decisions are read for their mirrors only, which make no answer late.
     */
    static long of(Map<MetricName, ? extends Metric> metrics) {
        double lag = 0;
        for (var entry : metrics.entrySet()) {
            var name = entry.getKey();
            if (name.name().equals("records-lag")
                    && name.tags().containsKey("partition")
                    && !name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer")
                    && !Topics.DECISIONS.contains(name.tags().getOrDefault("topic", ""))
                    && entry.getValue().metricValue() instanceof Double records
                    && records > 0) {
                lag += records;
            }
        }
        return (long) lag;
    }
}
