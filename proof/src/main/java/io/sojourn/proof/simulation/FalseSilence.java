package io.sojourn.proof.simulation;

import io.sojourn.events.CustomerErased;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody is said to be silent at an instant although an order that had arrived says otherwise. It looks at what
 * sources sent, not at the ledger.
 *
 * <p>Of a silence found by a tick this must never be. One found by an event of the customer's own ends with what had been read
 * before it, so there it must never be if all of the customer's events go through one partition.
 */
final class FalseSilence {
    private static final String LAW = "nobody is said to be silent against an order that had arrived";

    private final Map<String, Set<TopicPartition>> doors = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    /** Their orders may have been forgotten. */
    private final Set<String> erased = new HashSet<>();

    private final List<Sent> sent;

    FalseSilence(List<Sent> sent) {
        this.sent = sent;
        for (Sent each : sent) {
            String customer = each.customer();
            if (each.fate() == Sent.Fate.ACCEPTED && customer != null) {
                doors.computeIfAbsent(customer, one -> new HashSet<>()).add(each.partition());
            }
            if (each.event() instanceof OrderCancelled cancellation) {
                cancelled.add(cancellation.getOrderId());
            } else if (each.event() instanceof CustomerErased one) {
                erased.add(String.valueOf(one.getCustomerId()));
            }
        }
    }

    @Nullable
    Breach in(Announcement announcement, Policy by, long detectedAt, boolean byTick) {
        long limit = limit(announcement, Places.VERSIONS.get(by.version() - 1));
        String customer = announcement.customer().value();
        boolean promised = byTick || doors.getOrDefault(customer, Set.of()).size() == 1;
        if (limit == 0 || !announcement.cause().isByItself() || !promised || erased.contains(customer)) {
            return null;
        }
        // A tick covers its own millisecond; of an event's, the order may stand behind it.
        long until = byTick ? detectedAt : detectedAt - 1;
        for (Sent each : sent) {
            if (each.fate() == Sent.Fate.ACCEPTED
                    && customer.equals(each.customer())
                    && each.stamp() <= until
                    && each.event() instanceof OrderCompleted order
                    && !cancelled.contains(order.getOrderId())) {
                long at = order.getOccurredAt().toEpochMilli();
                if (at <= announcement.at() && announcement.at() - at < limit) {
                    return new Breach(LAW, announcement + " found at " + detectedAt + ", but " + each);
                }
            }
        }
        return null;
    }

    /** How long a silence it speaks of, in ms; 0 if it speaks of none. */
    private static long limit(Announcement announcement, Places.Silences silences) {
        if (announcement instanceof Announcement.StageChanged change) {
            return switch (change.to()) {
                case "DORMANT" -> silences.dormantAfter();
                case "CHURNED" -> silences.churnedAfter();
                default -> 0;
            };
        }
        return announcement instanceof Announcement.ChurnWarned warned && warned.raised() ? silences.dormantAfter() : 0;
    }
}
