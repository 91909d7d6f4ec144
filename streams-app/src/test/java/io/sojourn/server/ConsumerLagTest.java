package io.sojourn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {
    private final Map<MetricName, Metric> metrics = new HashMap<>();

    @Test
    void the_lag_of_all_partitions_is_summed_without_restores_mirrors_and_unknowns() {
        lag("sojourn-1-consumer", "orders", "0", 40.0);
        lag("sojourn-1-consumer", "orders", "1", 2.0);
        lag("sojourn-2-consumer", "ledger", "0", 300.0);
        lag("sojourn-2-consumer", "ledger", "1", Double.NaN);
        lag("sojourn-1-restore-consumer", "sojourn-customers-changelog", "0", 5_000.0);
        lag("sojourn-2-consumer", "stage-transitions", "0", 70_000.0); // for its mirror
        // The same name stands once more for the whole client, where it would count twice.
        add(new MetricName("records-lag", "g", "", Map.of("client-id", "sojourn-1-consumer")), 42.0);
        add(new MetricName("records-lag-avg", "g", "", Map.of("client-id", "c", "partition", "0")), 7.0);

        assertThat(ConsumerLag.of(metrics)).isEqualTo(342);
    }

    @Test
    void who_has_read_nothing_yet_has_no_lag() {
        assertThat(ConsumerLag.of(Map.of())).isZero();
    }

    private void lag(String client, String topic, String partition, double value) {
        add(
                new MetricName(
                        "records-lag",
                        "consumer-fetch-manager-metrics",
                        "",
                        Map.of("client-id", client, "topic", topic, "partition", partition)),
                value);
    }

    private void add(MetricName name, double value) {
        metrics.put(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }
}
