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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
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
    private final Map<CustomerId, Place> places = new HashMap<>();
    private final List<Place> changed = new ArrayList<>();
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparing(Due::customer));

    /** Where a customer stands is looked up once an entry, and not at all for a deadline: memory is what the fold waits for. */
    private static final class Place {
        private Standing standing;
        private boolean isChanged;

        Place(Standing standing) {
            this.standing = standing;
        }
    }

    /** Is told what the ledger says. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Hears a decision.
         *
         * @param by the policy that decided it
         * @param detectedAt the ledger's instant at which it was found, in milliseconds
         */
        void announced(Announcement announcement, Revision by, long detectedAt, Mode mode);
    }

    private record Due(long at, Place place) {
        CustomerId customer() {
            return place.standing.customer();
        }
    }

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
        Place place = places.get(customer);
        if (place == null) {
            place = new Place(by.lifecycle().begin(customer));
            places.put(customer, place);
        }
        while (place.standing.lookAgainAt() < activity.at()) {
            carryOut(place, by.lifecycle().onSilence(place.standing), by, timestamp, mode);
        }
        carryOut(place, by.lifecycle().onActivity(place.standing, activity), by, timestamp, mode);
    }

    /** Time passes for everybody, up to an instant. */
    public void hearTick(long at, Mode mode) {
        Revision by = revisions.latest();
        for (Due due = agenda.peek(); due != null && due.at <= at; due = agenda.peek()) {
            agenda.poll();
            if (due.place.standing.isDueBy(at)) {
                carryOut(due.place, by.lifecycle().onSilence(due.place.standing), by, at, mode);
            }
            lookAgain(due.place);
        }
    }

    /** The same of what becomes active, if anything does. */
    void hear(Activation activation) {
        Policy before = revisions.latest().policy();
        if (revisions.knows(activation.eventId()) || revisions.activate(activation) != null) {
            return;
        }
        Revision by = revisions.latest();
        for (Place place : places.values()) {
            Decision decision = by.lifecycle().onPolicy(place.standing, before, activation.at(), by.cause());
            carryOut(place, decision, by, activation.at(), Mode.LIVE);
        }
    }

    private void carryOut(Place place, Decision decision, Revision by, long detectedAt, Mode mode) {
        for (Announcement announcement : decision.announcements()) {
            listener.announced(announcement, by, detectedAt, mode);
        }
        long before = place.standing.lookAgainAt();
        place.standing = decision.standing();
        if (!place.isChanged) {
            place.isChanged = true;
            changed.add(place);
        }
        if (place.standing.lookAgainAt() < before) {
            lookAgain(place);
        }
    }

    private void lookAgain(Place place) {
        if (place.standing.lookAgainAt() != Measure.NEVER) {
            agenda.add(new Due(place.standing.lookAgainAt(), place));
        }
    }

    /** By which it decides now. */
    public Revision latest() {
        return revisions.latest();
    }

    /** Where one of them stands; null before anything is known of them. */
    @Nullable
    Standing standing(CustomerId customer) {
        Place place = places.get(customer);
        return place == null ? null : place.standing;
    }

    /** Where everybody stands now of whom anything is known, in no order. */
    public List<Standing> standings() {
        return places.values().stream()
                .map(place -> place.standing)
                .filter(standing -> !standing.isUnknown())
                .toList();
    }

    /** Everybody who changed since the last call, also who was erased. */
    public List<Standing> changes() {
        List<Standing> all = new ArrayList<>(changed.size());
        for (Place place : changed) {
            place.isChanged = false;
            all.add(place.standing);
        }
        changed.clear();
        return all;
    }
}
