package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Title;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ids of decisions are used once: an id names the same thing for ever, or nothing any more. */
class RevisionsTest {
    private static final Title TITLE = new Title("Mark", "标");
    private static final Mark TAG = new Tag("one", TITLE, new Condition.All());
    private static final Mark OTHER = new Tag("two", TITLE, new Condition.All());
    private static final Mark CARE = new CareMoment("one", TITLE, new Condition.All(), 1);

    private final Policies policies = new Policies(policy(TAG), RevisionsTest::read);
    private final Revisions revisions = new Revisions(policies);

    private static Policy policy(Mark... marks) {
        return new Policy("marks", 1, List.of(), List.of(marks), 1_000);
    }

    private static Policy read(String file, long windowMillis) {
        return switch (file) {
            case "both" -> policy(TAG, OTHER);
            case "other 策略" -> policy(OTHER);
            case "care" -> policy(CARE);
            default -> throw new IllegalArgumentException("line 1, column 1: that is no policy");
        };
    }

    private @Nullable String activate(String eventId, String policy) {
        return revisions.activate(new Activation(eventId, 7, policy, 1_000));
    }

    @Test
    void what_goes_on_or_is_new_may() {
        assertThat(activate("a1", "both")).isNull();
        assertThat(revisions.latest().policy()).isEqualTo(policy(TAG, OTHER));
    }

    @Test
    void what_ended_may_not_come_back() {
        activate("a1", "other 策略");
        assertThat(activate("a2", "both")).contains("[one]", "new ids");
        assertThat(revisions.latest().policy()).isEqualTo(policy(OTHER));
        assertThat(activate("a3", "other 策略")).isNull();
    }

    @Test
    void another_kind_of_thing_may_not_take_an_id() {
        assertThat(activate("a1", "care")).contains("[one]");
    }

    @Test
    void what_another_build_could_read_stops_this_one() {
        assertThatThrownBy(() -> activate("a1", "?"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this build cannot read");
    }

    @Test
    void numbers_without_a_place_leave_all_as_it_is() {
        assertThat(revisions.activate(new Activation("a1", 7, "model: …", 0))).contains("no numbers");
        assertThat(revisions.latest().number()).isZero();
        assertThat(revisions.knows("a1")).isFalse();
    }

    @Test
    void what_became_active_survives_a_restart() {
        activate("a1", "other 策略");

        Revisions after = new Revisions(policies);
        after.begin(revisions.encoded());
        assertThat(after.latest().number()).isEqualTo(1);
        assertThat(after.latest().policy()).isEqualTo(policy(OTHER));
        assertThat(after.knows("a1")).isTrue();
        assertThat(after.encoded()).isEqualTo(revisions.encoded());

        after.begin(null);
        assertThat(after.latest().policy()).isEqualTo(policy(TAG));
        assertThat(after.knows("a1")).isFalse();
    }
}
