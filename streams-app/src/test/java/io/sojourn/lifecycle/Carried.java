package io.sojourn.lifecycle;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import java.util.ArrayList;
import java.util.List;

/** One customer, carried through activities and ticks as the stream does it. */
public final class Carried {
    private final Lifecycle lifecycle;
    private Standing standing;
    private final List<Announcement> announced = new ArrayList<>();

    public Carried(Policy policy, String customer) {
        this.lifecycle = new Lifecycle(policy);
        this.standing = lifecycle.begin(new CustomerId(customer));
    }

    /** Over the reference policy. */
    public static Carried customer(String id) {
        return new Carried(ReferencePolicy.overDays(365), id);
    }

    public void tell(Activity activity) {
        while (standing.lookAgainAt() < activity.at()) {
            hearSilence();
        }
        carryOut(lifecycle.onActivity(standing, activity));
    }

    public void tick(long at) {
        while (standing.isDueBy(at)) {
            hearSilence();
        }
    }

    private void hearSilence() {
        long heard = standing.lookAgainAt();
        carryOut(lifecycle.onSilence(standing));
        if (standing.lookAgainAt() <= heard) {
            throw new AssertionError("looked at " + heard + " and would look again at " + standing.lookAgainAt());
        }
    }

    private void carryOut(Decision decision) {
        standing = decision.standing();
        announced.addAll(decision.announcements());
    }

    public Standing standing() {
        return standing;
    }

    /** All that was announced, in order. */
    public List<Announcement> announced() {
        return announced;
    }

    public String stage() {
        return standing.posts().get(0).stage();
    }
}
