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
import java.util.function.Consumer;

/** One customer carried through a history by the very code that decides in the stream, without a stream. */
final class Walk {
    private final Lifecycle lifecycle;
    private final Consumer<Decision> heard;
    private Standing standing;

    /** @param heard is told every decision as it is taken */
    Walk(Policy policy, String customer, Consumer<Decision> heard) {
        this.lifecycle = new Lifecycle(policy);
        this.heard = heard;
        this.standing = lifecycle.begin(new CustomerId(customer));
    }

    /** All that is announced of a customer in a history, and by silence until an instant. */
    static List<Announcement> of(Policy policy, List<Activity> history, long until) {
        List<Announcement> announced = new ArrayList<>();
        Walk walk = new Walk(policy, "C-1", decision -> announced.addAll(decision.announcements()));
        history.forEach(walk::tell);
        walk.silentUntil(until);
        return announced;
    }

    /** Silences due before the activity are heard first, as the stream does. */
    void tell(Activity activity) {
        while (standing.lookAgainAt() < activity.at()) {
            carryOut(lifecycle.onSilence(standing));
        }
        carryOut(lifecycle.onActivity(standing, activity));
    }

    /** Time passes up to an instant, and with it. */
    void silentUntil(long instant) {
        while (standing.isDueBy(instant)) {
            carryOut(lifecycle.onSilence(standing));
        }
    }

    private void carryOut(Decision decision) {
        standing = decision.standing();
        heard.accept(decision);
    }

    Standing standing() {
        return standing;
    }
}
