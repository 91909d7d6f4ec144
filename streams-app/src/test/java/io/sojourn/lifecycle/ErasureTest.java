package io.sojourn.lifecycle;

import static io.sojourn.lifecycle.Happening.cartOn;
import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.engagementOn;
import static io.sojourn.lifecycle.Happening.erasureOn;
import static io.sojourn.lifecycle.Happening.orderOn;
import static io.sojourn.lifecycle.Happening.profileOn;
import static io.sojourn.lifecycle.Happening.refundOf;
import static io.sojourn.lifecycle.Happening.ticket;
import static io.sojourn.lifecycle.Happening.visitOn;
import static io.sojourn.value.Rfm.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.Facts;
import io.sojourn.lifecycle.Announcement.CareDue;
import io.sojourn.lifecycle.Announcement.ChurnWarned;
import io.sojourn.lifecycle.Announcement.StageChanged;
import io.sojourn.lifecycle.Announcement.TagChanged;
import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Ladder.Stage;
import io.sojourn.policy.Ladder.WayIn;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.policy.Sign;
import io.sojourn.policy.Staying;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Title;
import io.sojourn.value.Rfm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is erased is nobody: what was decided is taken back, what is told of the time before is not heard, and silence is none. */
class ErasureTest {
    private static final Title TITLE = new Title("Mark", "标");
    private static final Policy REFERENCE = ReferencePolicy.overDays(365);

    private static final Tag BOUGHT = new Tag("bought", TITLE, Condition.atLeast(new Measure.Orders(Measure.EVER), 1));
    private static final CareMoment CARE =
            new CareMoment("care", TITLE, Condition.atLeast(new Measure.Silence(Sign.ORDER), 5 * DAY), DAY);

    /** Of nobody else than who never ordered; somebody unknown never did either. */
    private static final Tag NEVER_BOUGHT =
            new Tag("never-bought", TITLE, Condition.lessThan(new Measure.Orders(Measure.EVER), 1));

    private static final Policy ALL = with(BOUGHT, CARE, NEVER_BOUGHT);

    /** Asks where they came from; the stage where everybody begins has a way in, and time in it counts. */
    private static final Ladder ASKING = new Ladder(
            "asking",
            TITLE,
            "IDLE",
            List.of(
                    new Stage("BUYING", TITLE, List.of(new WayIn(Set.of(), ActivityKind.ORDER, new Condition.All()))),
                    new Stage(
                            "IDLE",
                            TITLE,
                            List.of(new WayIn(
                                    Set.of(), null, Condition.atLeast(new Measure.Silence(Sign.ORDER), 5 * DAY))))),
            true);

    private static final Tag IDLING = new Tag("idling", TITLE, Condition.atLeast(new Staying(0, "asking"), 30 * DAY));
    private static final Policy TIMED =
            new Policy("timed", 1, List.of(ASKING), List.of(IDLING), REFERENCE.windowMillis());

    private final Carried customer = new Carried(ALL, "ann");

    private static Policy with(Mark... marks) {
        List<Mark> all = new ArrayList<>(REFERENCE.marks());
        all.addAll(List.of(marks));
        return new Policy("all", 1, REFERENCE.ladders(), all, REFERENCE.windowMillis());
    }

    private List<String> heardAfter(int heard) {
        return customer.announced().stream().skip(heard).map(ErasureTest::said).toList();
    }

    private static String said(Announcement announcement) {
        String what = announcement.subject();
        if (announcement instanceof StageChanged changed) {
            what = changed.from() + " > " + changed.to();
        } else if (announcement instanceof ChurnWarned warned) {
            what += warned.raised() ? " raised" : " cleared";
        } else if (announcement instanceof TagChanged tag) {
            what += tag.added() ? " added" : " removed";
        } else if (announcement instanceof CareDue) {
            what += " due";
        }
        return what + " " + announcement.ordinal() + " " + announcement.cause() + " on day " + announcement.at() / DAY;
    }

    @Test
    void all_that_was_decided_is_taken_back_and_says_so() {
        customer.tell(orderOn(0));
        customer.tick(day(95));
        int heard = customer.announced().size();
        customer.tell(erasureOn(100));

        assertThat(heardAfter(heard))
                .containsExactly(
                        "DORMANT > PROSPECT 3 ERASURE on day 100",
                        "silent-90-days cleared 2 ERASURE on day 100",
                        "bought removed 2 ERASURE on day 100");
        assertThat(customer.announced().subList(heard, heard + 3)).allSatisfy(each -> {
            assertThat(each.because()).isEqualTo(new Because("erasure", List.of(), List.of("e:erasure-100")));
            assertThat(each.rfm()).isEqualTo(Rfm.of(Facts.NONE, day(100), ALL.windowMillis()));
            assertThat(each.supersedes()).isNull();
        });
    }

    @Test
    void nothing_of_what_was_known_is_left() {
        customer.tell(profileOn(0, "city", "Lyon"));
        customer.tell(visitOn(1));
        customer.tell(cartOn(2));
        customer.tell(ticket(ActivityKind.TICKET, 3));
        customer.tell(engagementOn(4));
        customer.tell(orderOn(5));
        customer.tell(refundOf("order-5", 6, 1));
        customer.tell(erasureOn(7));

        Standing standing = customer.standing();
        assertThat(standing.isUnknown()).isTrue();
        assertThat(standing.facts()).isEqualTo(Facts.NONE.after(erasureOn(7)));
        assertThat(standing.marks()).noneMatch(Standing.Marked::isOn);
    }

    @Test
    void how_and_when_they_came_where_everybody_begins_is_forgotten() {
        Carried idle = new Carried(TIMED, "ann");
        idle.tell(orderOn(0));
        idle.tick(day(40));
        Standing.Post before = idle.standing().posts().get(0);
        assertThat(before.because()).isNotNull();
        assertThat(before.previous()).isEqualTo("BUYING");
        assertThat(idle.standing().marks().get(0).isOn()).isTrue();
        idle.tell(erasureOn(50));

        assertThat(idle.standing().posts())
                .containsExactly(new Standing.Post("asking", "IDLE", Standing.FORGOTTEN, 2, null));
        assertThat(idle.standing().marks())
                .containsExactly(new Standing.Marked("idling", Standing.Marked.OFF, Standing.FORGOTTEN, 2));
        assertThat(idle.standing().posts().get(0).isBeginning()).isTrue();
    }

    @Test
    void time_in_the_first_stage_counts_from_the_return_as_it_does_for_everybody() {
        Carried back = new Carried(TIMED, "ann");
        back.tell(orderOn(0));
        back.tick(day(40));
        back.tell(erasureOn(50));
        back.tell(visitOn(100));
        int heard = back.announced().size();
        back.tick(day(129));
        assertThat(back.announced()).hasSize(heard);
        back.tick(day(130));
        assertThat(back.announced().get(heard).at()).isEqualTo(day(130));
        back.tell(orderOn(131));
        StageChanged moved = (StageChanged) back.announced().get(heard + 1);
        assertThat(moved.previousStageMillis()).isEmpty();
    }

    @Test
    void what_is_told_late_after_it_corrects_no_erasure() {
        customer.tell(orderOn(0));
        customer.tick(day(95));
        customer.tell(erasureOn(80));
        int heard = customer.announced().size();
        customer.tell(orderOn(85));

        assertThat(heardAfter(heard))
                .containsExactly(
                        "PROSPECT > NEW 4 CORRECTION on day 90",
                        "bought added 3 CORRECTION on day 90",
                        "care due 2 CORRECTION on day 90");
        assertThat(customer.announced().subList(heard, heard + 3))
                .allSatisfy(each -> assertThat(each.supersedes()).isNull());
    }

    @Test
    void nobody_is_not_silent() {
        customer.tell(orderOn(0));
        customer.tell(erasureOn(10));
        int heard = customer.announced().size();
        customer.tick(day(1_000));

        assertThat(heardAfter(heard)).isEmpty();
        assertThat(customer.standing().lookAgainAt()).isEqualTo(Measure.NEVER);
    }

    @Test
    void what_is_told_later_of_the_time_before_is_not_heard() {
        customer.tell(orderOn(0));
        customer.tell(erasureOn(10));
        Standing erased = customer.standing();
        customer.tell(orderOn(9));
        customer.tell(orderOn(10));
        customer.tell(erasureOn(10));

        assertThat(customer.standing()).isSameAs(erased);
    }

    @Test
    void who_comes_back_begins_anew_under_ids_of_their_own() {
        customer.tell(orderOn(0));
        customer.tell(orderOn(1));
        customer.tell(erasureOn(10));
        int heard = customer.announced().size();
        customer.tell(orderOn(20));

        assertThat(heardAfter(heard))
                .containsExactly("PROSPECT > NEW 4 EVENT on day 20", "bought added 3 EVENT on day 20");
        assertThat(customer.standing().facts().purchases().counting().size()).isEqualTo(1);
        assertThat(customer.standing().facts().firstSeenAt()).isEqualTo(day(20));
    }

    @Test
    void what_becomes_true_as_they_come_back_did_not_become_so_in_silence() {
        customer.tell(visitOn(0));
        customer.tell(erasureOn(10));
        int heard = customer.announced().size();
        customer.tell(visitOn(20));

        assertThat(heardAfter(heard)).containsExactly("never-bought added 3 EVENT on day 20");
    }

    @Test
    void silences_before_it_are_said_first() {
        customer.tell(orderOn(0));
        int heard = customer.announced().size();
        customer.tell(erasureOn(100));

        assertThat(heardAfter(heard))
                .containsExactly(
                        "care due 1 SILENCE on day 5",
                        "NEW > DORMANT 2 SILENCE on day 90",
                        "silent-90-days raised 1 SILENCE on day 90",
                        "DORMANT > PROSPECT 3 ERASURE on day 100",
                        "silent-90-days cleared 2 ERASURE on day 100",
                        "bought removed 2 ERASURE on day 100");
    }

    @Test
    void told_late_it_counts_at_the_latest_instant_decided() {
        customer.tell(orderOn(0));
        customer.tell(orderOn(20));
        int heard = customer.announced().size();
        customer.tell(erasureOn(10));

        assertThat(heardAfter(heard))
                .containsExactly("ACTIVE > PROSPECT 3 ERASURE on day 20", "bought removed 2 ERASURE on day 20");
        assertThat(customer.standing().isUnknown()).isTrue();
    }

    @Test
    void who_was_never_heard_of_can_be_erased_too() {
        customer.tell(erasureOn(10));
        customer.tell(orderOn(5));

        assertThat(customer.announced()).isEmpty();
        assertThat(customer.standing().isUnknown()).isTrue();
    }

    @Test
    void another_policy_says_nothing_of_nobody_and_counts_on() {
        customer.tell(orderOn(0));
        customer.tell(erasureOn(10));
        Policy next = with(NEVER_BOUGHT);
        Decision decision = new Lifecycle(next).onPolicy(customer.standing(), ALL, day(11), Cause.POLICY);

        assertThat(decision.announcements()).isEmpty();
        assertThat(decision.standing().marks())
                .extracting(Standing.Marked::mark)
                .isEqualTo(next.marks().stream().map(Mark::id).toList());
        Decision back = new Lifecycle(next).onActivity(decision.standing(), orderOn(20));
        assertThat(back.announcements())
                .extracting(ErasureTest::said)
                .containsExactly("PROSPECT > NEW 3 EVENT on day 20");
    }

    @Test
    void the_chain_goes_on_over_it() {
        customer.tell(orderOn(0));
        Carried other = new Carried(ALL, "ann");
        other.tell(orderOn(0));
        other.tell(erasureOn(10));
        customer.tell(erasureOn(11));
        Stream.of(customer, other).forEach(each -> each.tell(orderOn(20)));

        assertThat(customer.standing().chain()).isNotEqualTo(other.standing().chain());
    }
}
