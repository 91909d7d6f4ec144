package io.sojourn.stream;

import io.sojourn.lifecycle.Announcement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many customers of one ledger partition stand on each stage: kept by one thread, read by any. */
final class Population {
    private final Map<String, Map<String, LongAdder>> ladders = new ConcurrentHashMap<>();

    void joined(String ladder, String stage) {
        stage(ladder, stage).increment();
    }

    void moved(Announcement.StageChanged change) {
        stage(change.subject(), change.from()).decrement();
        stage(change.subject(), change.to()).increment();
    }

    /** Adds these counts to {@code total}: ladder, stage, customers. */
    void addTo(Map<String, Map<String, Long>> total) {
        ladders.forEach((ladder, stages) -> {
            Map<String, Long> counts = total.computeIfAbsent(ladder, key -> new TreeMap<>());
            stages.forEach((stage, customers) -> counts.merge(stage, customers.sum(), Long::sum));
        });
    }

    private LongAdder stage(String ladder, String stage) {
        return ladders.computeIfAbsent(ladder, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(stage, key -> new LongAdder());
    }
}
