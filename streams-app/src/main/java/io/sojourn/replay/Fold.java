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
 *
 * <p>What is {@linkplain #hear heard} is decided about at once. What is {@linkplain #note noted} waits until many entries have
 * gathered or somebody asks; then customers are decided about in turn, each from its first noted event to its last with the
 * ticks in between. Of each customer the same is said in the same order, sooner, since memory is what a fold of many waits for;
 * among customers the order is another.
 */
public final class Fold {
    private static final byte[] NO_KEY = new byte[0];
    /** So many entries are noted at most. */
    private static final int MOST_NOTED = 1 << 18;

    private final Revisions revisions;
    private final boolean heedsActivations;
    private final Listener listener;
    private final Map<CustomerId, Place> places = new HashMap<>();
    private final List<Place> changed = new ArrayList<>();
    private final List<Place> behind = new ArrayList<>();
    private final List<Passed> passed = new ArrayList<>();
    private int noted;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparing(Due::customer));

    /** Where a customer stands is looked up once an entry, and not at all for a deadline: memory is what the fold waits for. */
    private static final class Place {
        private Standing standing;
        private boolean isChanged;
        private final List<Noted> noted = new ArrayList<>(2);

        Place(Standing standing) {
            this.standing = standing;
        }
    }

    /**
     * An event that is not decided about yet.
     *
     * @param ticks how many of those not yet heard stand above it
     */
    private record Noted(Activity activity, long timestamp, Mode mode, int ticks) {}

    /** A tick that not everybody has heard. */
    private record Passed(long at, Mode mode) {}

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
        note(entry, decoded);
        catchUp();
    }

    /**
     * The next entry of the ledger.
     *
     * @param key empty where the entry is of the clock
     * @param mode in which an event came in
     * @throws IllegalStateException if the entry is a policy that this build cannot read
     */
    public void hear(byte[] key, SpecificRecord entry, long timestamp, Mode mode) {
        note(key, entry, timestamp, mode);
        catchUp();
    }

    /** The same of an event that was read already. */
    void hear(CustomerId customer, Activity activity, long timestamp, Mode mode) {
        note(customer, activity, timestamp, mode);
        catchUp();
    }

    /** Time passes for everybody, up to an instant. */
    public void hearTick(long at, Mode mode) {
        noteTick(at, mode);
        catchUp();
    }

    /** The next entry, decoded, to be decided about later. */
    void note(Ledger.Entry entry, SpecificRecord decoded) {
        byte[] key = entry.key();
        note(key == null ? NO_KEY : key, decoded, entry.timestamp(), entry.mode());
    }

    private void note(byte[] key, SpecificRecord entry, long timestamp, Mode mode) {
        Activation activation = Activation.of(entry);
        if (entry instanceof Tick tick) {
            noteTick(tick.getAt().toEpochMilli(), tick.getMode());
        } else if (activation == null) {
            note(CustomerId.fromKey(key), ActivityCodec.read(entry), timestamp, mode);
        } else if (heedsActivations) {
            hear(activation);
        }
    }

    private void noteTick(long at, Mode mode) {
        if (!passed.isEmpty() && passed.get(passed.size() - 1).at > at) {
            catchUp();
        }
        passed.add(new Passed(at, mode));
        catchUpIfMany();
    }

    private void note(CustomerId customer, Activity activity, long timestamp, Mode mode) {
        Place place = places.get(customer);
        if (place == null) {
            place = new Place(revisions.latest().lifecycle().begin(customer));
            places.put(customer, place);
        }
        if (place.noted.isEmpty()) {
            behind.add(place);
        }
        place.noted.add(new Noted(activity, timestamp, mode, passed.size()));
        catchUpIfMany();
    }

    private void catchUpIfMany() {
        if (++noted >= MOST_NOTED) {
            catchUp();
        }
    }

    /** Decides about all that was noted. */
    void catchUp() {
        Revision by = revisions.latest();
        for (Place place : behind) {
            int ticks = 0;
            for (Noted each : place.noted) {
                hearTicks(place, ticks, each.ticks, by);
                ticks = each.ticks;
                hear(place, each, by);
            }
            hearTicks(place, ticks, passed.size(), by);
        }
        if (!passed.isEmpty()) {
            hearTicks(passed.get(passed.size() - 1).at, by);
            passed.clear();
        }
        behind.forEach(place -> place.noted.clear());
        behind.clear();
        noted = 0;
    }

    private void hear(Place place, Noted event, Revision by) {
        Activity activity = event.activity;
        while (place.standing.lookAgainAt() < activity.at()) {
            carryOut(place, by.lifecycle().onSilence(place.standing), by, event.timestamp, event.mode);
        }
        carryOut(place, by.lifecycle().onActivity(place.standing, activity), by, event.timestamp, event.mode);
    }

    /** Whoever is due by the latest tick. Those who were behind have heard all that stand below what they were told last. */
    private void hearTicks(long latest, Revision by) {
        List<Place> heard = new ArrayList<>();
        for (Due due = agenda.peek(); due != null && due.at <= latest; due = agenda.peek()) {
            agenda.poll();
            if (due.place.noted.isEmpty()) {
                if (due.place.standing.isDueBy(latest)) {
                    fallSilent(due.place, 0, by);
                }
                lookAgain(due.place);
            } else {
                heard.add(due.place);
            }
        }
        heard.forEach(this::lookAgain);
    }

    /** One customer hears the ticks from one to before another. */
    private void hearTicks(Place place, int from, int to, Revision by) {
        int next = from;
        while (next < to && place.standing.isDueBy(passed.get(to - 1).at)) {
            next = fallSilent(place, next, by);
        }
    }

    /** What became true by itself is found by the first tick from one on that is not before it; answers which. */
    private int fallSilent(Place place, int from, Revision by) {
        int low = from;
        int high = passed.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (place.standing.isDueBy(passed.get(middle).at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        carryOut(place, by.lifecycle().onSilence(place.standing), by, passed.get(low).at, passed.get(low).mode);
        return low;
    }

    /** The same of what becomes active, if anything does. */
    void hear(Activation activation) {
        catchUp();
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
        catchUp();
        Place place = places.get(customer);
        return place == null ? null : place.standing;
    }

    /** Where everybody stands now, in no order. */
    public List<Standing> standings() {
        catchUp();
        return places.values().stream().map(place -> place.standing).toList();
    }

    /** Everybody who changed since the last call. */
    public List<Standing> changes() {
        catchUp();
        List<Standing> all = new ArrayList<>(changed.size());
        for (Place place : changed) {
            place.isChanged = false;
            all.add(place.standing);
        }
        changed.clear();
        return all;
    }
}
