package io.sojourn.cli.demo;

import io.sojourn.policy.Ladder;
import io.sojourn.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen at one moment.
 *
 * @param doing what the demonstration does just now
 * @param population ladder → stage → customers
 * @param liveEvents sent since the shop opened
 * @param eventsPerSecond over the last seconds
 * @param clockAge how far the ledger's clock is behind now; null before its first tick
 * @param trouble why something is not as it should be; null if all is well
 */
record Picture(
        String doing,
        Instant at,
        Duration up,
        Policy policy,
        Map<String, Map<String, Long>> population,
        News.Digest news,
        long liveEvents,
        double eventsPerSecond,
        @Nullable Duration clockAge,
        Addresses addresses,
        @Nullable String trouble) {

    /**
     * Where one can look closer.
     *
     * @param collector where events are sent to, with {@code key}
     */
    record Addresses(String api, String broker, String registry, String collector, String key) {

        /** An order of one's own, to be pasted into a shell: each second another one. Narrow enough for any terminal. */
        List<String> order() {
            return List.of(
                    "curl -u " + key + ": " + collector + "/v1/track -d '{\"userId\":\"you\",\"event\":",
                    "\"Order Completed\",\"properties\":{\"order_id\":\"'$(date +%s)'\",\"total\":60}}'");
        }
    }

    /** Customers on a ladder. */
    long customers(String ladder) {
        return population.getOrDefault(ladder, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** A ladder is scanned from the last stage down; people think of a journey from its beginning. */
    static List<Ladder.Stage> journey(Ladder ladder) {
        var stages = new ArrayList<>(ladder.stages());
        Collections.reverse(stages);
        return stages;
    }
}
