package io.sojourn.replay;

import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.replay.Published.Said;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Revisions.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;

/** Customers of whom another history may have been published than the ledger says, with every decision about them. */
final class Suspects {
    private final Set<CustomerId> customers;
    private final int partitions;
    private final Map<String, Folded> folded = new ConcurrentHashMap<>();
    private final Map<Integer, Long> horizons = new ConcurrentHashMap<>();
    private final Map<String, Said> published = new HashMap<>();
    private long again;

    /** @param order among those of one partition */
    private record Folded(long chain, CustomerId customer, long order) {}

    /** @param partitions of the ledger */
    Suspects(Set<CustomerId> customers, int partitions) {
        this.customers = customers;
        this.partitions = partitions;
    }

    /** Takes in what the ledger says of them. */
    Replay.Part part(int partition) {
        return new OfThem() {
            private long order;

            @Override
            public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
                if (decoded instanceof Tick tick) {
                    horizons.merge(partition, tick.getAt().toEpochMilli(), Math::max);
                }
                return super.hears(entry, decoded);
            }

            @Override
            public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
                long chain = announcement.chain().high();
                folded.put(DecisionCodec.id(announcement), new Folded(chain, announcement.customer(), order++));
            }
        };
    }

    /** What the clock says and their events. */
    private abstract class OfThem implements Replay.Part {
        @Override
        public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
            byte[] key = entry.key();
            return key == null || customers.contains(CustomerId.fromKey(key));
        }
    }

    /** Takes in what was published. */
    void add(Said said) {
        if (!customers.contains(said.customer())) {
            return;
        }
        Said first = published.putIfAbsent(said.id(), said);
        if (first != null) {
            again++;
            if (first.chain() != said.chain()) {
                // The later one is what a consumer that updates by id ends up with.
                published.put(said.id(), said);
            }
        }
    }

    /** Whether all was published that the ledger says. */
    boolean isAllThere() {
        return published.keySet().containsAll(folded.keySet());
    }

    /** How many the ledger says. */
    long decisions() {
        return folded.size();
    }

    /** How many of those published were decided from what was folded. */
    long published() {
        return published.values().stream().filter(this::isWithin).count();
    }

    /** How many were told again under an id told before. */
    long again() {
        return again;
    }

    /** The first of each customer, by customer. */
    List<Divergence> divergences(Replay replay, Published there) throws InterruptedException {
        Map<CustomerId, String> first = first();
        Map<String, SpecificRecord> says = records(replay, Set.copyOf(first.values()));
        List<Divergence> divergences = new ArrayList<>();
        first.forEach((customer, id) -> {
            Said said = published.get(id);
            divergences.add(new Divergence(
                    customer,
                    id,
                    says.get(id),
                    said == null ? null : there.record(said),
                    said == null ? null : said.where() + "@" + said.offset()));
        });
        return divergences;
    }

    private Map<CustomerId, String> first() {
        Map<CustomerId, String> first = new TreeMap<>();
        folded.forEach((id, says) -> {
            Said said = published.get(id);
            if (said == null || said.chain() != says.chain) {
                first.merge(says.customer, id, this::earlier);
            }
        });
        published.forEach((id, said) -> {
            if (!folded.containsKey(id) && isWithin(said)) {
                first.putIfAbsent(said.customer(), id);
            }
        });
        return first;
    }

    private String earlier(String one, String other) {
        return order(one) <= order(other) ? one : other;
    }

    private long order(String id) {
        Folded says = folded.get(id);
        return says == null ? Long.MAX_VALUE : says.order;
    }

    /** Whether it was decided from entries that were folded: whatever stands below a tick was found later. */
    private boolean isWithin(Said said) {
        int partition = LedgerPartitioner.partitionOf(said.customer().toKey(), partitions);
        return folded.containsKey(said.id()) || said.detectedAt() <= horizons.getOrDefault(partition, Long.MIN_VALUE);
    }

    /** What the ledger says under these ids. */
    private Map<String, SpecificRecord> records(Replay replay, Set<String> ids) throws InterruptedException {
        Map<String, SpecificRecord> records = new ConcurrentHashMap<>();
        if (!ids.isEmpty()) {
            replay.run(partition -> new OfThem() {
                @Override
                public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
                    if (ids.contains(DecisionCodec.id(announcement))) {
                        records.put(DecisionCodec.id(announcement), by.codec().record(announcement, detectedAt, mode));
                    }
                }
            });
        }
        return records;
    }
}
