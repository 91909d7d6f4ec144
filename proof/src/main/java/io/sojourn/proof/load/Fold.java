package io.sojourn.proof.load;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Cause;
import io.sojourn.lifecycle.Decision;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.stream.Activation;
import io.sojourn.stream.ActivityCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.apache.avro.specific.SpecificRecord;

/** One partition of a ledger, folded on the heap by the product's own decision and nothing else of the product. */
public final class Fold {
    private final Policies policies;
    private Policy policy;
    private Lifecycle lifecycle;
    private final ObjLongConsumer<Announcement> announce;
    private final Map<CustomerId, Standing> standings = new HashMap<>();
    private final Set<CustomerId> changed = new HashSet<>();
    private final Set<String> activations = new HashSet<>();
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparing(Due::customer));

    private record Due(long at, CustomerId customer) {}

    /** @param announce told each announcement, with the ledger instant at which it was found */
    public Fold(Policies policies, ObjLongConsumer<Announcement> announce) {
        this.policies = policies;
        policy = policies.first();
        lifecycle = new Lifecycle(policy);
        this.announce = announce;
    }

    /** The next entry of the ledger. */
    public void hear(byte[] key, SpecificRecord entry, long timestamp) {
        if (entry instanceof Tick tick) {
            hear(tick.getAt().toEpochMilli());
            return;
        }
        Activation activation = Activation.of(entry);
        if (activation != null) {
            if (activations.add(activation.eventId())) {
                hear(activation);
            }
            return;
        }
        CustomerId customer = CustomerId.fromKey(key);
        Activity activity = ActivityCodec.read(entry);
        Standing standing = standings.get(customer);
        standing = standing == null ? lifecycle.begin(customer) : standing;
        while (standing.lookAgainAt() < activity.at()) {
            standing = carryOut(standing, lifecycle.onSilence(standing), timestamp);
        }
        carryOut(standing, lifecycle.onActivity(standing, activity), timestamp);
    }

    /** By which it decides now. */
    public Policy policy() {
        return policy;
    }

    /** Everybody who changed since the last call. */
    public List<Standing> changes() {
        List<Standing> all = new ArrayList<>(changed.size());
        changed.forEach(customer -> all.add(standings.get(customer)));
        changed.clear();
        return all;
    }

    private void hear(long tick) {
        for (Due due = agenda.peek(); due != null && due.at <= tick; due = agenda.peek()) {
            agenda.poll();
            Standing standing = Objects.requireNonNull(standings.get(due.customer));
            if (standing.isDueBy(tick)) {
                standing = carryOut(standing, lifecycle.onSilence(standing), tick);
            }
            lookAgain(standing);
        }
    }

    private void hear(Activation activation) {
        Policy before = policy;
        policy = activation.after(before, policies.later());
        lifecycle = new Lifecycle(policy);
        Cause cause = activation.cause(before, policy);
        for (Standing standing : List.copyOf(standings.values())) {
            carryOut(standing, lifecycle.onPolicy(standing, before, activation.at(), cause), activation.at());
        }
    }

    private Standing carryOut(Standing before, Decision decision, long detectedAt) {
        Standing after = decision.standing();
        for (Announcement announcement : decision.announcements()) {
            announce.accept(announcement, detectedAt);
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
}
