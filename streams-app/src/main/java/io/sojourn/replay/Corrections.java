package io.sojourn.replay;

import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Policies;
import io.sojourn.schemas.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What would have to be taken back of what was published, and said instead, for it to be what the same ledger says with every
 * event told when it happened and every policy active from its own instant on. As few of both as there can be.
 *
 * <p>The ledger is read twice: first for who was told of too late, then for these. Their events and decisions are held in
 * memory, of everybody else only where they stand.
 */
public final class Corrections {
    private final Ledger ledger;
    private final Policies policies;
    private final WireFormat wire;

    /** What was published and is not so. */
    public record Superseded(String id, Claim claim) {}

    /**
     * Those of one customer.
     *
     * @param superseded in the order of time
     * @param added what is so instead and was not published, in the order of time
     * @param because the ids of what was told late, up to the first difference, in the order of the ledger
     */
    public record Correction(
            CustomerId customer, List<Superseded> superseded, List<Claim> added, List<String> because) {
        /** Whether what was published is so. */
        public boolean isNone() {
            return superseded.isEmpty() && added.isEmpty();
        }
    }

    /** @param ledger that reads the same again */
    public Corrections(Ledger ledger, Policies policies, WireFormat wire) {
        this.ledger = ledger;
        this.policies = policies;
        this.wire = wire;
    }

    /** Of everybody who needs any, by customer. */
    public List<Correction> ofAll() throws InterruptedException {
        Set<CustomerId> suspects = ConcurrentHashMap.newKeySet();
        SortedMap<CustomerId, Correction> found = new ConcurrentSkipListMap<>();
        Replay replay = new Replay(ledger, policies, wire);
        replay.run(partition -> new ToldLate(suspects));
        if (!suspects.isEmpty()) {
            replay.run(partition -> new TwoHistories(
                    policies, suspects::contains, correction -> found.put(correction.customer(), correction)));
        }
        return List.copyOf(found.values());
    }

    /** Those of one customer, which may be none at all; null if the ledger knows nothing of them. */
    public @Nullable Correction of(CustomerId one) {
        List<Correction> found = new ArrayList<>();
        TwoHistories both = new TwoHistories(policies, one::equals, found::add);
        new Replay(ledger, policies, wire).run(one, both);
        if (both.isEmpty()) {
            return null;
        }
        return found.isEmpty() ? new Correction(one, List.of(), List.of(), List.of()) : found.get(0);
    }
}
