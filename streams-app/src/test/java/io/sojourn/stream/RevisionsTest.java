package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Title;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids of decisions are used once: an id names the same thing for ever, or nothing any more. */
class RevisionsTest {
    private static final Title TITLE = new Title("Mark", "标");
    private static final Mark TAG = new Tag("one", TITLE, new Condition.All());
    private static final Mark OTHER = new Tag("two", TITLE, new Condition.All());
    private static final Mark CARE = new CareMoment("one", TITLE, new Condition.All(), 1);

    private final Revisions revisions = new Revisions(Policies.only(policy(TAG)));

    private static Policy policy(Mark... marks) {
        return new Policy("marks", 1, List.of(), List.of(marks), 1_000);
    }

    @Test
    void what_goes_on_or_is_new_may() {
        assertThat(revisions.returning(policy(TAG, OTHER))).isEmpty();
    }

    @Test
    void what_ended_may_not_come_back() {
        revisions.add(new Revisions.Activation("a1", "any", 1), policy(OTHER));
        assertThat(revisions.returning(policy(OTHER))).isEmpty();
        assertThat(revisions.returning(policy(OTHER, TAG))).containsExactly("one");
    }

    @Test
    void what_became_active_survives_a_restart() {
        Policies policies = new Policies(policy(TAG), (file, windowMillis) -> policy(OTHER));
        Revisions before = new Revisions(policies);
        Revisions.Activation activation = new Revisions.Activation("a1", "other 策略", 1_000);
        before.add(activation, before.read(activation));

        Revisions after = new Revisions(policies);
        after.begin(before.encoded());
        assertThat(after.latest().number()).isEqualTo(1);
        assertThat(after.latest().policy()).isEqualTo(policy(OTHER));
        assertThat(after.knows("a1")).isTrue();
        assertThat(after.encoded()).isEqualTo(before.encoded());

        after.begin(null);
        assertThat(after.latest().policy()).isEqualTo(policy(TAG));
        assertThat(after.knows("a1")).isFalse();
    }

    @Test
    void another_kind_of_thing_may_not_take_an_id() {
        assertThat(revisions.returning(policy(CARE))).containsExactly("one");
    }
}
