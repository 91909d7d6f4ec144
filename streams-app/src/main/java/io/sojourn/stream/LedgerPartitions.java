package io.sojourn.stream;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The ledger partitions this instance decides now, for those who ask from outside the stream threads. */
final class LedgerPartitions {
    private final Map<Integer, Partition> partitions = new ConcurrentHashMap<>();

    private record Partition(Customers customers, Population population) {}

    void entered(int partition, Customers customers, Population population) {
        partitions.put(partition, new Partition(customers, population));
    }

    void left(int partition) {
        partitions.remove(partition);
    }

    /** The customers of this partition, if they are here and ready. */
    Optional<Customers> customers(int partition) {
        @Nullable Partition here = partitions.get(partition);
        return here == null || !here.customers.isOpen() ? Optional.empty() : Optional.of(here.customers);
    }

    /** Ladder, stage, customers over all partitions here. */
    Map<String, Map<String, Long>> population() {
        Map<String, Map<String, Long>> total = new TreeMap<>();
        partitions.values().forEach(partition -> partition.population.addTo(total));
        return total;
    }
}
