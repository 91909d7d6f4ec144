package io.sojourn.replay;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Decision;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.stream.Activation;
import io.sojourn.stream.ActivityCodec;
import io.sojourn.stream.Revisions;
import io.sojourn.stream.Revisions.Revision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a ledger, folded on the heap by the very code that decides in the stream, and by nothing of what carries it
 * there: no steps, no store, no topics. One thread.
 */
public final class Fold {
    private static final byte[] NO_KEY = new byte[0];

    private final Revisions revisions;
    private final boolean heedsActivations;
    private final Listener listener;
    private final Map<CustomerId, Standing> standings = new HashMap<>();
    private final Set<CustomerId> changed = new HashSet<>();
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparing(Due::customer));

    /** Is told what the ledger says. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param by the policy that decided it
         * @param detectedAt the ledger's instant at which it was found, in milliseconds
         */
        void announced(Announcement announcement, Revision by, long detectedAt, Mode mode);
    }

    private record Due(long at, CustomerId customer) {}

    /** By the policy in force first, and then by those that the ledger says. */
    public Fold(Policies policies, Listener listener) {
        this(policies, true, listener);
    }

    private Fold(Policies policies, boolean heedsActivations, Listener listener) {
        revisions = new Revisions(policies);
        this.heedsActivations = heedsActivations;
        this.listener = listener;
    }

    /** By one policy from the beginning on, whatever the ledger says became active. */
    public static Fold by(Policy policy, Listener listener) {
        return new Fold(Policies.only(policy), false, listener);
    }

    /** The next entry, decoded. */
    public void hear(Ledger.Entry entry, SpecificRecord decoded) {
        byte[] key = entry.key();
        hear(key == null ? NO_KEY : key, decoded, entry.timestamp(), entry.mode());
    }

    /**
     * The next entry of the ledger.
     *
     * @param key empty where the entry is of the clock
     * @param mode in which an event came in
     * @throws IllegalStateException if the entry is a policy that this build cannot read
     */
    public void hear(byte[] key, SpecificRecord entry, long timestamp, Mode mode) {
        Activation activation = Activation.of(entry);
        if (entry instanceof Tick tick) {
            hearTick(tick.getAt().toEpochMilli(), tick.getMode());
        } else if (activation != null) {
            if (heedsActivations) {
                hear(activation);
            }
        } else {
            hear(CustomerId.fromKey(key), ActivityCodec.read(entry), timestamp, mode);
        }
    }

    /** The same of an event that was read already. */
    void hear(CustomerId customer, Activity activity, long timestamp, Mode mode) {
        Revision by = revisions.latest();
        Standing standing = standings.get(customer);
        standing = standing == null ? by.lifecycle().begin(customer) : standing;
        while (standing.lookAgainAt() < activity.at()) {
            standing = carryOut(standing, by.lifecycle().onSilence(standing), by, timestamp, mode);
        }
        carryOut(standing, by.lifecycle().onActivity(standing, activity), by, timestamp, mode);
    }

    /** Time passes for everybody, up to an instant. */
    public void hearTick(long at, Mode mode) {
        Revision by = revisions.latest();
        for (Due due = agenda.peek(); due != null && due.at <= at; due = agenda.peek()) {
            agenda.poll();
            Standing standing = Objects.requireNonNull(standings.get(due.customer));
            if (standing.isDueBy(at)) {
                standing = carryOut(standing, by.lifecycle().onSilence(standing), by, at, mode);
            }
            lookAgain(standing);
        }
    }

    /** The same of what becomes active, if anything does. */
    void hear(Activation activation) {
        Policy before = revisions.latest().policy();
        if (revisions.knows(activation.eventId()) || revisions.activate(activation) != null) {
            return;
        }
        Revision by = revisions.latest();
        for (Standing standing : List.copyOf(standings.values())) {
            Decision decision = by.lifecycle().onPolicy(standing, before, activation.at(), by.cause());
            carryOut(standing, decision, by, activation.at(), Mode.LIVE);
        }
    }

    private Standing carryOut(Standing before, Decision decision, Revision by, long detectedAt, Mode mode) {
        Standing after = decision.standing();
        for (Announcement announcement : decision.announcements()) {
            listener.announced(announcement, by, detectedAt, mode);
        }
        standings.put(after.customer(), after);
        changed.add(after.customer());
        if (after.lookAgainAt() < before.lookAgainAt()) {
            lookAgain(after);
        }
        return after;
    }

    private void lookAgain(Standing standing) {
        if (standing.lookAgainAt() != Measure.NEVER) {
            agenda.add(new Due(standing.lookAgainAt(), standing.customer()));
        }
    }

    /** By which it decides now. */
    public Revision latest() {
        return revisions.latest();
    }

    /** Where one of them stands; null before anything is known of them. */
    @Nullable
    Standing standing(CustomerId customer) {
        return standings.get(customer);
    }

    /** Where everybody stands, in no order. */
    public Collection<Standing> standings() {
        return Collections.unmodifiableCollection(standings.values());
    }

    /** Everybody who changed since the last call. */
    public List<Standing> changes() {
        List<Standing> all = new ArrayList<>(changed.size());
        changed.forEach(customer -> all.add(standings.get(customer)));
        changed.clear();
        return all;
    }
}
