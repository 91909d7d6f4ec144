package io.sojourn.stream;

import io.sojourn.lifecycle.Standing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many customers of one ledger partition stand on each stage: kept by one thread, read by any. */
final class Population {
    private final Map<String, Map<String, LongAdder>> ladders = new ConcurrentHashMap<>();

    void joined(List<Numbering.Place> places) {
        places.forEach(place -> stage(place.ladder(), place.stage()).increment());
    }

    @SuppressWarnings("ReferenceEquality") // The very same posts where nobody moved.
    void moved(List<Standing.Post> from, List<Standing.Post> to) {
        if (from == to) {
            return;
        }
        from.forEach(post -> stage(post.ladder(), post.stage()).decrement());
        to.forEach(post -> stage(post.ladder(), post.stage()).increment());
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
