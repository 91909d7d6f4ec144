package io.sojourn.customer;

import static io.sojourn.lifecycle.Happening.contacted;
import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.engaged;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EngagementsTest {
    private static Engagements told(List<? extends Activity> activities) {
        Engagements engagements = Engagements.NONE;
        for (Activity activity : activities) {
            engagements = engagements.after(activity);
        }
        return engagements;
    }

    @Test
    void each_kind_is_remembered_and_counted_by_itself() {
        Engagements engagements =
                told(List.of(engaged("referral", 1), engaged("review-written", 2), engaged("referral", 5)));
        assertThat(engagements.count("referral")).isEqualTo(2);
        assertThat(engagements.of("referral").lastUpTo(day(4))).isEqualTo(day(1));
        assertThat(engagements.of("referral").lastUpTo(day(5))).isEqualTo(day(5));
        assertThat(engagements.count("review-written")).isEqualTo(1);
        assertThat(engagements.count("campaign-reply")).isZero();
        assertThat(engagements.of("campaign-reply").isEmpty()).isTrue();
        assertThat(engagements.count()).isEqualTo(3);
        assertThat(engagements.all().size()).isEqualTo(3);
        assertThat(engagements.all().lastUpTo(day(3))).isEqualTo(day(2));
    }

    @Test
    void a_kind_that_happens_every_day_does_not_push_out_one_that_happened_once() {
        List<Activity> activities = new ArrayList<>();
        activities.add(engaged("referral", 0));
        for (int day = 1; day < 1_000; day++) {
            activities.add(engaged("email-opened", day));
        }
        Engagements engagements = told(activities);
        assertThat(engagements.count("email-opened")).isEqualTo(999);
        assertThat(engagements.of("email-opened").size()).isBetween(Recent.KEPT, Recent.KEPT + Recent.KEPT / 2);
        assertThat(engagements.of("referral").lastUpTo(day(1_000))).isEqualTo(day(0));
    }

    @Test
    void a_contact_is_what_we_did_whatever_the_customer_did_since() {
        Engagements engagements =
                told(List.of(contacted("call", 1), contacted("call", 3), engaged("call", 4), engaged("referral", 5)));
        assertThat(engagements.lastContactAt(day(0))).isEqualTo(Facts.NEVER_HAPPENED);
        assertThat(engagements.lastContactAt(day(2))).isEqualTo(day(1));
        assertThat(engagements.lastContactAt(day(9))).isEqualTo(day(3));
        assertThat(engagements.of("call").lastUpTo(day(9))).isEqualTo(day(4));
    }

    @Test
    void it_does_not_matter_how_often_or_in_which_order_they_are_told() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Activity> activities = new ArrayList<>();
            for (int i = random.nextInt(1, 30); i > 0; i--) {
                activities.add(new Activity.Engaged("e" + i, i, "kind-" + random.nextInt(5), random.nextBoolean()));
            }
            List<Activity> again = new ArrayList<>(activities);
            again.addAll(activities.subList(0, random.nextInt(activities.size())));
            Collections.shuffle(again, random);
            assertThat(told(again)).as("seed %d", seed).isEqualTo(told(activities));
        }
    }

    @Test
    void the_same_event_is_not_another_kind() {
        Engagements engagements = told(List.of(engaged("referral", 1)));
        Activity.Engaged again = new Activity.Engaged(engaged("referral", 1).eventId(), day(2), "call", true);
        assertThat(engagements.after(again)).isSameAs(engagements);
    }

    @Test
    void of_too_many_kinds_the_one_that_happened_longest_ago_is_only_counted() {
        List<Activity> activities = new ArrayList<>();
        for (int i = 0; i <= Engagements.MOST_KINDS; i++) {
            activities.add(engaged("kind-" + i, 100 + i));
        }
        activities.add(engaged("older than all", 1));
        Engagements engagements = told(activities);
        assertThat(engagements.kinds()).hasSize(Engagements.MOST_KINDS);
        assertThat(engagements.count("kind-0")).isZero();
        assertThat(engagements.count("kind-1")).isEqualTo(1);
        assertThat(engagements.count("older than all")).isZero();
        assertThat(engagements.others().count()).isEqualTo(2);
        assertThat(engagements.count()).isEqualTo(Engagements.MOST_KINDS + 2);
        assertThat(engagements.after(activities.get(0))).isSameAs(engagements);
    }

    @Test
    void a_kind_longer_than_any_that_is_taken_in_is_only_counted() {
        Engagements engagements = told(List.of(engaged("k".repeat(Engagements.LONGEST_KIND + 1), 1)));
        assertThat(engagements.kinds()).isEmpty();
        assertThat(engagements.count()).isEqualTo(1);
    }
}
