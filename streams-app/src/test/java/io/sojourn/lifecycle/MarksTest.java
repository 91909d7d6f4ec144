package io.sojourn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.lifecycle.Announcement.CareDue;
import io.sojourn.lifecycle.Announcement.ChurnWarned;
import io.sojourn.lifecycle.Announcement.TagChanged;
import io.sojourn.lifecycle.Standing.Marked;
import io.sojourn.policy.AtStake;
import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Contacts;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Moment;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Sign;
import io.sojourn.policy.Spend;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Tagged;
import io.sojourn.policy.Title;
import io.sojourn.policy.Warning;
import io.sojourn.policy.Warning.Escalation;
import io.sojourn.policy.Warning.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is so of a customer beside the ladders: tags that end, warnings that grow louder, moments that come and go. */
class MarksTest {
    private static final long START = 1_000_000;
    private static final Title TITLE = new Title("Mark", "标");
    private static final Condition ORDERED = Condition.atLeast(new Measure.Orders(Measure.EVER), 1);

    private static final Tag LASTING = new Tag("lasting", TITLE, ORDERED);
    private static final Tag FOR_TEN = new Tag("for-ten", TITLE, null, null, null, "some", 10, ORDERED);
    private static final Warning LOUDER = new Warning(
            "louder",
            TITLE,
            Level.NOTICE,
            quietFor(30),
            List.of(new Escalation(Level.WARNING, quietFor(40)), new Escalation(Level.CRITICAL, quietFor(50))),
            7,
            new AtStake(null, new Spend(Measure.EVER)));
    private static final CareMoment CARE = new CareMoment("care", TITLE, quietFor(5), 3);

    private final List<Announcement> announced = new ArrayList<>();
    private Lifecycle lifecycle = new Lifecycle(policy(LASTING));
    private Standing standing = lifecycle.begin(new CustomerId("ann"));

    private static Condition quietFor(long millis) {
        return Condition.atLeast(new Measure.Silence(Sign.ORDER), millis);
    }

    private static Policy policy(Mark... marks) {
        return new Policy("marks", 1, List.of(), List.of(marks), 1_000);
    }

    private void decideBy(Mark... marks) {
        lifecycle = new Lifecycle(policy(marks));
        standing = lifecycle.begin(new CustomerId("ann"));
    }

    private void tell(Activity activity) {
        while (standing.lookAgainAt() < activity.at()) {
            carryOut(lifecycle.onSilence(standing));
        }
        carryOut(lifecycle.onActivity(standing, activity));
    }

    private void silentUntil(long millis) {
        while (standing.isDueBy(START + millis)) {
            carryOut(lifecycle.onSilence(standing));
        }
    }

    private void carryOut(Decision decision) {
        standing = decision.standing();
        announced.addAll(decision.announcements());
    }

    private static Activity order(String id, long at, long total) {
        return new Activity.Ordered("e-" + id, START + at, id, total, "EUR");
    }

    private static Activity calledOff(String id, long at) {
        return new Activity.OrderCancelled("c-" + id, START + at, id);
    }

    private List<String> said() {
        return announced.stream()
                .map(each -> each.at() - START + " " + each.subject() + " " + said(each) + " " + each.cause())
                .toList();
    }

    private static String said(Announcement each) {
        if (each instanceof TagChanged changed) {
            return changed.added() ? "added" : "removed";
        } else if (each instanceof ChurnWarned warned) {
            return (warned.raised() ? "raised " : "cleared ")
                    + warned.level()
                    + (warned.previousLevel() == null ? "" : " from " + warned.previousLevel());
        }
        return "due";
    }

    @Test
    void a_tag_is_had_while_its_condition_holds() {
        tell(order("o1", 0, 100));
        tell(order("o2", 1, 100));
        tell(calledOff("o1", 2));
        tell(calledOff("o2", 3));
        tell(order("o3", 4, 100));

        assertThat(said()).containsExactly("0 lasting added EVENT", "3 lasting removed EVENT", "4 lasting added EVENT");
        assertThat(announced).extracting(Announcement::ordinal).containsExactly(1, 2, 3);
        assertThat(announced).extracting(Announcement::chain).doesNotHaveDuplicates();
        assertThat(standing.marks()).containsExactly(new Marked("lasting", Marked.ON, START + 4, 3));
        assertThat(((TagChanged) announced.get(0)).expiresAt()).isEmpty();
    }

    @Test
    void a_tag_whose_time_is_over_ends_by_itself_and_comes_back_once_its_condition_ceased() {
        decideBy(FOR_TEN);
        tell(order("o1", 0, 100));
        assertThat(standing.lookAgainAt()).isEqualTo(START + 10);
        silentUntil(9);
        tell(order("o2", 12, 100));
        assertThat(standing.marks()).containsExactly(new Marked("for-ten", Marked.SPENT, START + 10, 2));
        tell(calledOff("o1", 13));
        tell(calledOff("o2", 14));
        assertThat(standing.marks()).containsExactly(new Marked("for-ten", Marked.OFF, START + 10, 2));
        tell(order("o3", 15, 100));
        silentUntil(25);

        assertThat(said())
                .containsExactly(
                        "0 for-ten added EVENT",
                        "10 for-ten removed SILENCE",
                        "15 for-ten added EVENT",
                        "25 for-ten removed SILENCE");
        TagChanged added = (TagChanged) announced.get(0);
        assertThat(added.expiresAt()).hasValue(START + 10);
        assertThat(added.group()).isEqualTo("some");
        assertThat(announced.get(1).because().condition()).isEqualTo("ttl millis(10)");
    }

    @Test
    void what_happens_at_the_very_end_of_a_tag_is_not_what_ended_it() {
        for (boolean lookedBefore : List.of(false, true)) {
            announced.clear();
            decideBy(FOR_TEN);
            tell(order("o1", 0, 100));
            if (lookedBefore) {
                silentUntil(10);
            }
            tell(calledOff("o1", 10));

            assertThat(said()).containsExactly("0 for-ten added EVENT", "10 for-ten removed SILENCE");
            assertThat(standing.marks()).containsExactly(new Marked("for-ten", Marked.OFF, START + 10, 2));
        }
    }

    @Test
    void a_condition_that_ceased_unheard_counts_as_decided_for_who_tells_something_late() {
        // From 15 on nobody has been quiet for less than 15, which nothing says: an event of 14 told later is a
        // correction.
        Condition young = Condition.lessThan(new Measure.Silence(Sign.ORDER), 15);
        decideBy(new Tag("young", TITLE, null, null, null, null, 10, young));
        tell(order("o1", 0, 100));
        silentUntil(15);
        assertThat(standing.decidedTo()).isEqualTo(START + 15);
        tell(order("o2", 14, 100));

        assertThat(said())
                .containsExactly("0 young added EVENT", "10 young removed SILENCE", "15 young added CORRECTION");
    }

    @Test
    void a_warning_grows_louder_and_quieter_and_each_is_said_once() {
        decideBy(LOUDER);
        tell(order("o1", 0, 12_345));
        silentUntil(45);
        tell(order("o2", 48, 100));

        assertThat(said())
                .containsExactly(
                        "30 louder raised NOTICE SILENCE",
                        "40 louder raised WARNING from NOTICE SILENCE",
                        "48 louder cleared WARNING EVENT");
        ChurnWarned raised = (ChurnWarned) announced.get(0);
        assertThat(raised.atStake()).hasValue(12_345);
        assertThat(raised.actionableUntil()).hasValue(START + 37);
        assertThat(((ChurnWarned) announced.get(1)).actionableUntil()).hasValue(START + 47);
        assertThat(announced.get(1).because().condition())
                .isEqualTo("silence('order') >= 0.030s && silence('order') >= 0.040s");
        assertThat(((ChurnWarned) announced.get(2)).atStake()).isEmpty();
    }

    @Test
    void an_order_called_off_long_after_it_raises_at_the_loudest_at_once_and_an_order_told_late_quiets_it() {
        decideBy(LOUDER);
        tell(order("o1", 0, 100));
        tell(order("o2", 25, 100));
        tell(calledOff("o2", 54));
        tell(order("o3", 12, 100));

        assertThat(said())
                .containsExactly(
                        "54 louder raised CRITICAL EVENT", "54 louder raised WARNING from CRITICAL CORRECTION");
        assertThat(announced.get(1).supersedes()).isEqualTo(1);
    }

    @Test
    void a_moment_is_announced_each_time_it_comes_and_its_end_is_not() {
        decideBy(CARE);
        tell(order("o1", 0, 100));
        silentUntil(6);
        tell(order("o2", 7, 100));
        assertThat(standing.marks()).containsExactly(new Marked("care", Marked.OFF, START + 5, 1));
        silentUntil(40);

        assertThat(said()).containsExactly("5 care due SILENCE", "12 care due SILENCE");
        assertThat(announced)
                .extracting(each -> ((CareDue) each).actionableUntil())
                .containsExactly(START + 8, START + 15);
        assertThat(announced).extracting(Announcement::ordinal).containsExactly(1, 2);
    }

    @Test
    void what_asks_for_a_tag_is_decided_with_it_in_the_same_decision() {
        Condition tagged = new Condition.Compare(new Tagged(0, "for-ten"), Condition.Op.EQUAL, 1);
        decideBy(
                FOR_TEN,
                new Tag("echo", TITLE, tagged),
                new Warning("not", TITLE, Level.NOTICE, new Condition.Not(tagged), 1));
        tell(new Activity.Visited("v", START - 1, false));
        tell(order("o1", 0, 100));
        silentUntil(10);

        assertThat(tagged.text()).isEqualTo("tag('for-ten')");
        assertThat(said())
                .containsExactly(
                        "-1 not raised NOTICE EVENT",
                        "0 for-ten added EVENT",
                        "0 echo added EVENT",
                        "0 not cleared NOTICE EVENT",
                        "10 for-ten removed SILENCE",
                        "10 echo removed SILENCE",
                        "10 not raised NOTICE SILENCE");
    }

    @Test
    void another_policy_ends_what_it_does_not_have_and_takes_the_rest_over_as_far_as_it_goes() {
        Warning quieter = new Warning("louder", TITLE, Level.NOTICE, quietFor(30), 7);
        Tag forEver = new Tag("for-ten", TITLE, ORDERED);
        Policy before = policy(LASTING, FOR_TEN, LOUDER, CARE);
        decideBy(LASTING, FOR_TEN, LOUDER, CARE);
        tell(order("o1", 0, 100));
        silentUntil(50);
        announced.clear();

        lifecycle = new Lifecycle(policy(forEver, quieter));
        carryOut(lifecycle.onPolicy(standing, before, START + 60, Cause.POLICY));

        assertThat(said()).containsExactly("60 lasting removed POLICY", "60 for-ten added POLICY");
        assertThat(standing.marks())
                .containsExactly(
                        new Marked("for-ten", Marked.ON, START + 60, 3), new Marked("louder", 1, START + 50, 3));
    }

    @Test
    void what_is_at_stake_is_rounded_down_and_nothing_where_a_measure_has_no_value() {
        Measure orders = new Measure.Orders(Measure.EVER);
        Measure money = new Spend(Measure.EVER);
        decideBy(LASTING);
        tell(order("o1", 0, 999_999_999_999L));
        tell(order("o2", 0, 1));
        Moment moment = new Moment(standing.facts(), START);
        // Two orders stand for a probability of 2 in 1,000,000,000.
        assertThat(new AtStake(orders, money).at(moment)).isEqualTo(OptionalLong.of(2_000));
        assertThat(new AtStake(orders, new Spend(Measure.EVER)).text()).isEqualTo("orders() * spend()");
        assertThat(new AtStake(new Measure.Silence(Sign.VISIT), money).at(moment))
                .isEmpty();
        assertThat(new AtStake(null, new Measure.Silence(Sign.VISIT)).at(moment))
                .isEmpty();
        tell(new Activity.Refunded("r", START + 1, null, 1_000_000_000_001L));
        Moment after = new Moment(standing.facts(), START + 1);
        assertThat(new AtStake(orders, money).at(after)).isEqualTo(OptionalLong.of(-1));
        assertThat(new AtStake(null, new Contacts(Contacts.What.VISITS, "", Measure.EVER)).at(after))
                .hasValue(0);
    }
}
