package io.sojourn.replay;

import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Fingerprint;
import io.sojourn.ledger.Mode;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policies;
import io.sojourn.replay.Published.Said;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Revisions.Revision;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Whether what was published is what the ledger says. Chains are compared, which hold all that was decided of a customer up to
 * there and when it became true; how and when it was found may differ.
 *
 * <p>First only a balance of each customer is held, so that memory does not grow with decisions. Those whose balance is not even
 * are looked at again, one decision after the other.
 */
public final class Verification {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Ledger ledger;
    private final Policies policies;
    private final WireFormat wire;
    private final Map<CustomerId, Balance> balances = new ConcurrentHashMap<>();
    private final LongAdder entries = new LongAdder();
    private final LongAdder decisions = new LongAdder();

    /** What the ledger says of one customer, less what was published of them. */
    private static final class Balance {
        private int decisions;
        private long chains;
        private long chainsById;

        void add(int times, String id, long chain) {
            decisions += times;
            chains += times * chain;
            chainsById += times * chain * Fingerprint.of(id);
        }

        boolean isEven() {
            return decisions == 0 && chains == 0 && chainsById == 0;
        }
    }

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
        new Replay(ledger, policies, wire).run(partition -> new Balancing());
        Duration left;
        try (Published there = new Published(kafka, published)) {
            left = readUntil(this::isAllThere, () -> there.readOn(this::subtract), patience);
        }
        Set<CustomerId> uneven = new HashSet<>();
        balances.forEach((customer, balance) -> {
            if (!balance.isEven()) {
                uneven.add(customer);
            }
        });
        balances.clear();
        if (uneven.isEmpty()) {
            return new Outcome(entries.sum(), decisions.sum(), decisions.sum(), 0, List.of());
        }
        Suspects suspects = new Suspects(uneven, ledger.partitions());
        Replay replay = new Replay(ledger, policies, wire);
        replay.run(suspects::part);
        try (Published there = new Published(kafka, published)) {
            readUntil(suspects::isAllThere, () -> there.readOn(suspects::add), left);
            return new Outcome(
                    entries.sum(),
                    decisions.sum(),
                    decisions.sum() - suspects.decisions() + suspects.published(),
                    suspects.again(),
                    suspects.divergences(replay, there));
        }
    }

    /** Answers what is left of the patience. */
    private static Duration readUntil(BooleanSupplier enough, Runnable readOn, Duration patience) {
        readOn.run();
        long end = System.nanoTime() + patience.toNanos();
        while (!enough.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            readOn.run();
        }
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private boolean isAllThere() {
        return balances.values().stream().noneMatch(each -> each.decisions > 0);
    }

    private void subtract(Said said) {
        balances.computeIfAbsent(said.customer(), unknown -> new Balance()).add(-1, said.id(), said.chain());
    }

    /** Adds what the ledger says; a customer is of one partition. */
    private final class Balancing implements Replay.Part {
        @Override
        public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
            entries.increment();
            return true;
        }

        @Override
        public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
            decisions.increment();
            balances.computeIfAbsent(announcement.customer(), unknown -> new Balance())
                    .add(1, DecisionCodec.id(announcement), announcement.chain().high());
        }
    }
}
