package io.sojourn.authoring;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Decision;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongBiFunction;

/** Carries a customer by instants of its own: it never asks a standing when to look again. */
final class Looker {
    /** Who has so much to say goes round, and may stop being looked at. */
    static final int ENOUGH = 4_000;

    private final Policy policy;
    private final Lifecycle lifecycle;
    private final ToLongBiFunction<Policy, Standing> nextLook;
    private final List<Announcement> announced = new ArrayList<>();
    private Standing standing;
    private long looked = Long.MIN_VALUE;

    /** @param nextLook the next instant to look at after the one the standing says to look at */
    Looker(Policy policy, ToLongBiFunction<Policy, Standing> nextLook) {
        this.policy = policy;
        this.lifecycle = new Lifecycle(policy);
        this.nextLook = nextLook;
        this.standing = lifecycle.begin(new CustomerId("C-1"));
    }

    List<Announcement> heard(List<Activity> history, long until) {
        for (Activity activity : history) {
            look(activity.at() - 1);
            carryOut(lifecycle.onActivity(standing, activity));
            looked = Math.max(looked, activity.at());
        }
        look(until);
        return announced;
    }

    private void look(long upTo) {
        if (looked == Long.MIN_VALUE) {
            return;
        }
        for (long next = next(); next <= upTo && announced.size() < ENOUGH; next = next()) {
            carryOut(lifecycle.onSilence(at(next)));
            looked = next;
        }
    }

    private long next() {
        return nextLook.applyAsLong(policy, at(looked));
    }

    /** The standing, to be looked at then. */
    private Standing at(long instant) {
        return new Standing(
                standing.customer(),
                standing.facts(),
                standing.posts(),
                standing.marks(),
                standing.decidedTo(),
                standing.lookedAt(),
                instant,
                standing.chain());
    }

    private void carryOut(Decision decision) {
        standing = decision.standing();
        announced.addAll(decision.announcements());
    }
}
