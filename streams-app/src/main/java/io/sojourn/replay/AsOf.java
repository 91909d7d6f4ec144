package io.sojourn.replay;

import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.CustomerState;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.Activation;
import io.sojourn.stream.ActivityCodec;
import io.sojourn.stream.Revisions.Revision;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where customers stood at an instant, as was known at another: what happened after the one is left out, and so is what the
 * ledger was told after the other. The same as if the ledger ended there. Of who was erased nothing is known any more of any
 * time before.
 */
public final class AsOf {
    /** Where a ledger without a tick has come to. */
    public static final long NOWHERE = Long.MIN_VALUE;

    private final Ledger ledger;
    private final Policies policies;
    private final WireFormat wire;

    /**
     * What was found.
     *
     * @param reached the latest tick of the ledger, beyond which neither what is so nor what is told is known yet; or {@link
     *     #NOWHERE}
     */
    public record Found(SortedMap<CustomerId, CustomerState> states, long reached) {}

    public AsOf(Ledger ledger, Policies policies, WireFormat wire) {
        this.ledger = ledger;
        this.policies = policies;
        this.wire = wire;
    }

    /**
     * Everybody, or one.
     *
     * @param at in milliseconds
     * @param knownAt in milliseconds, of the ledger's own time
     */
    public Found run(long at, long knownAt, @Nullable CustomerId one) throws InterruptedException {
        SortedMap<CustomerId, CustomerState> states = new ConcurrentSkipListMap<>();
        AtomicLong reached = new AtomicLong(NOWHERE);
        byte[] key = one == null ? null : one.toKey();
        new Replay(ledger, policies, wire).run(partition -> new Replay.Part() {
            private long latestTick = NOWHERE;

            @Override
            public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
                if (decoded instanceof Tick tick) {
                    reached.accumulateAndGet(tick.getAt().toEpochMilli(), Math::max);
                }
                if (entry.timestamp() > knownAt) {
                    return false;
                }
                Activation activation = Activation.of(decoded);
                if (decoded instanceof Tick tick) {
                    latestTick = tick.getAt().toEpochMilli();
                    return latestTick <= at;
                } else if (activation != null) {
                    return activation.at() <= at;
                }
                return (key == null || Arrays.equals(key, entry.key()))
                        && ActivityCodec.read(decoded).countsAt(at);
            }

            @Override
            public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {}

            @Override
            public void end(Fold fold) {
                fold.hearTick(Math.min(at, latestTick), Mode.REPLAY);
                for (Standing standing : fold.standings()) {
                    states.put(standing.customer(), fold.latest().codec().state(standing, at));
                }
            }
        });
        return new Found(states, reached.get());
    }
}
