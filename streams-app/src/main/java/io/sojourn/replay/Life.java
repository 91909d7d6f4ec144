package io.sojourn.replay;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.CustomerState;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Title;
import io.sojourn.schemas.WireFormat;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The life of one customer, told in the order in which the ledger found it and decided by the policies that it records. */
public final class Life {
    private final Ledger ledger;
    private final Policies policies;
    private final WireFormat wire;

    /** Something of it, with what was decided by it. */
    public sealed interface Moment {
        /** When it happened, or became true, in milliseconds. */
        long at();

        /** What was decided by it. */
        List<Decided> decisions();
    }

    /**
     * Something happened.
     *
     * @param toldAt the ledger's instant at which it was told
     * @param decidedTo how far was decided already when it was told; empty if not beyond it, so that it was in time
     */
    public record Happened(
            SpecificRecord event, Activity activity, long toldAt, OptionalLong decidedTo, List<Decided> decisions)
            implements Moment {
        @Override
        public long at() {
            return activity.at();
        }
    }

    /**
     * Nothing happened for long enough.
     *
     * @param foundAt the ledger's instant at which it was found
     * @param quietMillis how long nothing at all had happened
     */
    public record Silence(long at, long foundAt, long quietMillis, List<Decided> decisions) implements Moment {}

    /**
     * Another policy took over, or other numbers, and moved them.
     *
     * @param eventId of what became active
     */
    public record TookOver(long at, String eventId, Policy policy, List<Decided> decisions) implements Moment {}

    /**
     * A decision.
     *
     * @param record as it is told on the topic
     * @param title of the stage that was reached, or of the mark; null where the policy has none
     */
    public record Decided(
            Claim claim,
            Announcement announcement,
            SpecificRecord record,
            @Nullable Title title) {}

    /**
     * All of it.
     *
     * @param stands where they stand at its end; null if nothing is known of them, or nothing any more
     * @param policy that decides at its end
     * @param reached the latest tick of the ledger, or {@link AsOf#NOWHERE}
     */
    public record Told(List<Moment> moments, @Nullable CustomerState stands, Policy policy, long reached) {}

    public Life(Ledger ledger, Policies policies, WireFormat wire) {
        this.ledger = ledger;
        this.policies = policies;
        this.wire = wire;
    }

    /**
     * The life of a customer.
     *
     * @param until what happened after this is left out, in milliseconds
     */
    public Told of(CustomerId one, long until) {
        LifeTold told = new LifeTold(one, until, wire);
        new Replay(ledger, policies, wire).run(one, told);
        return told.told();
    }
}
