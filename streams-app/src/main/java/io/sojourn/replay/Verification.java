package io.sojourn.replay;

import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policies;
import io.sojourn.replay.Published.Said;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Revisions.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was published is what the ledger says. Chains are compared, which hold all that was decided of a customer up to
 * there and when it became true; how and when it was found may differ.
 */
public final class Verification {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Ledger ledger;
    private final Policies policies;
    private final WireFormat wire;
    private final Map<String, Folded> folded = new ConcurrentHashMap<>();
    private final Map<Integer, Long> horizons = new ConcurrentHashMap<>();
    private final LongAdder entries = new LongAdder();

    /** @param order among those of one partition */
    private record Folded(long chain, CustomerId customer, long order) {}

    /**
     * Where a customer's published history leaves what the ledger says; one of the two records may be missing.
     *
     * @param where the published record stands; null if there is none
     */
    public record Divergence(
            CustomerId customer,
            String id,
            @Nullable SpecificRecord says,
            @Nullable SpecificRecord published,
            @Nullable String where) {}

    /**
     * How it went.
     *
     * @param entries of the ledger that were folded
     * @param decisions that the ledger says
     * @param published up to the same place
     * @param again how many of these were told again under the same id, as at least once may
     * @param divergences the first of each customer, by customer
     */
    public record Outcome(long entries, long decisions, long published, long again, List<Divergence> divergences) {}

    public Verification(Ledger ledger, Policies policies, WireFormat wire) {
        this.ledger = ledger;
        this.policies = policies;
        this.wire = wire;
    }

    /**
     * Folds the ledger and reads what was published.
     *
     * @param kafka settings of every client
     * @param published reads what was published
     * @param patience how long to wait for decisions that the application has not published yet
     */
    public Outcome run(Map<String, Object> kafka, WireFormat published, Duration patience) throws InterruptedException {
        fold();
        try (Published there = new Published(kafka, published)) {
            there.readOn();
            long end = System.nanoTime() + patience.toNanos();
            while (!there.byId().keySet().containsAll(folded.keySet()) && System.nanoTime() < end) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                there.readOn();
            }
            Map<CustomerId, String> first = differences(there);
            Map<String, SpecificRecord> says = records(Set.copyOf(first.values()));
            List<Divergence> divergences = new ArrayList<>();
            first.forEach((customer, id) -> {
                Said said = there.byId().get(id);
                divergences.add(new Divergence(
                        customer,
                        id,
                        says.get(id),
                        said == null ? null : there.record(said),
                        said == null ? null : said.where() + "@" + said.offset()));
            });
            return new Outcome(
                    entries.sum(),
                    folded.size(),
                    there.byId().entrySet().stream()
                            .filter(each ->
                                    folded.containsKey(each.getKey()) || isWithin(each.getKey(), each.getValue()))
                            .count(),
                    there.again(),
                    divergences);
        }
    }

    private void fold() throws InterruptedException {
        new Replay(ledger, policies, wire).run(partition -> new Replay.Part() {
            private long order;

            @Override
            public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
                entries.increment();
                if (decoded instanceof Tick tick) {
                    horizons.merge(partition, tick.getAt().toEpochMilli(), Math::max);
                }
                return true;
            }

            @Override
            public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
                long chain = announcement.chain().high();
                folded.put(DecisionCodec.id(announcement), new Folded(chain, announcement.customer(), order++));
            }
        });
    }

    /** The id of the first difference of each customer who has one. */
    private Map<CustomerId, String> differences(Published published) {
        Map<CustomerId, String> first = new TreeMap<>();
        folded.forEach((id, says) -> {
            Said said = published.byId().get(id);
            if (said == null || said.chain() != says.chain) {
                first.merge(says.customer, id, this::earlier);
            }
        });
        published.byId().forEach((id, said) -> {
            if (!folded.containsKey(id) && isWithin(id, said)) {
                first.putIfAbsent(customer(id), id);
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

    /** Ids are {@code customer/subject/ordinal}, and no subject has a slash. */
    private static CustomerId customer(String id) {
        return new CustomerId(id.substring(0, id.lastIndexOf('/', id.lastIndexOf('/') - 1)));
    }

    /** Whether it was decided from entries that were folded: whatever stands below a tick was found later. */
    private boolean isWithin(String id, Said said) {
        int partition = LedgerPartitioner.partitionOf(customer(id).toKey(), ledger.partitions());
        return said.detectedAt() <= horizons.getOrDefault(partition, Long.MIN_VALUE);
    }

    /** What the ledger says under these ids. */
    private Map<String, SpecificRecord> records(Set<String> ids) throws InterruptedException {
        Map<String, SpecificRecord> records = new ConcurrentHashMap<>();
        if (!ids.isEmpty()) {
            new Replay(ledger, policies, wire).run(partition -> (announcement, by, detectedAt, mode) -> {
                if (ids.contains(DecisionCodec.id(announcement))) {
                    records.put(DecisionCodec.id(announcement), by.codec().record(announcement, detectedAt, mode));
                }
            });
        }
        return new HashMap<>(records);
    }
}
