package io.sojourn.lifecycle;

import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.dollars;
import static io.sojourn.lifecycle.Happening.orderOn;
import static io.sojourn.lifecycle.Happening.refundOf;
import static io.sojourn.lifecycle.Happening.visitOn;
import static io.sojourn.lifecycle.Story.aDormantCustomer;
import static io.sojourn.lifecycle.Story.aLoyalCustomer;
import static io.sojourn.lifecycle.Story.aNewCustomer;
import static io.sojourn.lifecycle.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.CustomerId;
import io.sojourn.lifecycle.Because.Measured;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.policy.Warning;
import io.sojourn.value.Rfm;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each announcement explains itself: what, since when, why, with which value, and after what. */
class AnnouncementTest {
    @Test
    void the_first_order_is_explained_by_its_event() {
        Announcement.StageChanged changed =
                (Announcement.StageChanged) given(visitOn(0)).when(orderOn(1)).onlyAnnouncement();
        assertThat(changed.customer().value()).isEqualTo("C-1");
        assertThat(changed.subject()).isEqualTo("reference");
        assertThat(changed.ordinal()).isEqualTo(1);
        assertThat(changed.cause()).isEqualTo(Cause.EVENT);
        assertThat(changed.because()).isEqualTo(new Because("on order", List.of(), List.of("e:order-1")));
        assertThat(changed.previousStageMillis()).isEmpty();
        assertThat(changed.supersedes()).isNull();
    }

    @Test
    void silence_is_explained_by_its_length_and_the_order_it_follows() {
        Announcement.StageChanged changed = (Announcement.StageChanged)
                aNewCustomer().whenSilentUntil(91).announced().get(0);
        assertThat(changed.cause()).isEqualTo(Cause.SILENCE);
        assertThat(changed.because())
                .isEqualTo(new Because(
                        "silence('order') >= 90d",
                        List.of(new Measured("silence('order')", "90d", ">= 90d")),
                        List.of("e:order-0")));
        assertThat(changed.previousStageMillis()).isEqualTo(OptionalLong.of(day(90)));
    }

    @Test
    void loyalty_is_explained_by_the_orders_counted() {
        Announcement.StageChanged changed =
                (Announcement.StageChanged) given(orderOn(0), orderOn(1), orderOn(2), orderOn(3))
                        .when(orderOn(4))
                        .onlyAnnouncement();
        assertThat(changed.because())
                .isEqualTo(new Because(
                        "on order && orders(days(365)) >= 5",
                        List.of(new Measured("orders(days(365))", "5", ">= 5")),
                        List.of("e:order-4")));
    }

    @Test
    void coming_back_is_explained_by_the_order_and_the_silence_it_ended() {
        Announcement changed = aDormantCustomer().when(orderOn(95)).announced().get(0);
        assertThat(changed.because())
                .isEqualTo(new Because(
                        "on order && silence('order') < 90d",
                        List.of(new Measured("silence('order')", "0s", "< 90d")),
                        List.of("e:order-95")));
    }

    @Test
    void a_decision_about_something_else_names_the_latest_order_too() {
        Announcement changed = given(orderOn(0), orderOn(80), orderOn(100))
                .when(refundOf("order-80", 101, 100), refundOf("order-100", 102, 100))
                .announced()
                .get(0);
        assertThat(changed.because().eventIds()).containsExactly("e:refund-order-100-102");
        Announcement late = given(orderOn(0), orderOn(10), orderOn(20), orderOn(30))
                .when(orderOn(15))
                .onlyAnnouncement();
        assertThat(late.because().eventIds()).containsExactly("e:order-15", "e:order-30");
    }

    @Test
    void a_warning_says_until_when_to_act_and_is_cleared_by_the_return() {
        Announcement.ChurnWarned raised = (Announcement.ChurnWarned)
                aNewCustomer().whenSilentUntil(91).announced().get(1);
        assertThat(raised.subject()).isEqualTo("silent-90-days");
        assertThat(raised.level()).isEqualTo(Warning.Level.WARNING);
        assertThat(raised.cause()).isEqualTo(Cause.SILENCE);
        assertThat(raised.actionableUntil()).isEqualTo(OptionalLong.of(day(180)));
        assertThat(raised.ordinal()).isEqualTo(1);

        Announcement.ChurnWarned cleared = (Announcement.ChurnWarned)
                aDormantCustomer().when(orderOn(95)).announced().get(1);
        assertThat(cleared.raised()).isFalse();
        assertThat(cleared.cause()).isEqualTo(Cause.EVENT);
        assertThat(cleared.actionableUntil()).isEmpty();
        assertThat(cleared.ordinal()).isEqualTo(2);
        assertThat(cleared.because().eventIds()).containsExactly("e:order-95");
        assertThat(cleared.because().measures()).containsExactly(new Measured("silence('order')", "0s", ">= 90d"));
    }

    @Test
    void the_value_of_the_customer_is_that_of_the_instant() {
        Announcement dormant =
                aLoyalCustomer().whenSilentUntil(1000).announced().get(0);
        assertThat(dormant.rfm()).isEqualTo(new Rfm(day(365), day(40), 5, dollars(500), 0));
    }

    @Test
    void ordinals_count_and_each_stage_takes_up_where_the_one_before_ended() {
        Carried customer = Carried.customer("C-1");
        for (double at : new double[] {0, 10, 101, 102, 400, 401, 402, 403, 404}) {
            customer.tell(orderOn(at));
        }
        customer.tick(day(2000));
        Invariants.check(customer.announced());
        assertThat(customer.announced()).hasSizeGreaterThan(12);
    }

    @Test
    void the_chain_covers_what_was_decided_and_when_but_not_how_it_was_noticed() {
        Chain once = aNewCustomer().whenSilentUntil(91).customer().standing().chain();
        assertThat(aNewCustomer().when(visitOn(95)).customer().standing().chain())
                .isEqualTo(once);
        assertThat(given(orderOn(0.5)).whenSilentUntil(91).customer().standing().chain())
                .isNotEqualTo(once);
        assertThat(aNewCustomer().whenSilentUntil(180).customer().standing().chain())
                .isNotEqualTo(once);
        assertThat(new Lifecycle(ReferencePolicy.overDays(365))
                        .begin(new CustomerId("C-2"))
                        .chain())
                .isEqualTo(Chain.START);
    }

    @Test
    void every_link_of_the_chain_is_new_and_the_standing_keeps_the_last() {
        Story story = aNewCustomer().whenSilentUntil(1000);
        List<Chain> links =
                story.customer().announced().stream().map(Announcement::chain).toList();
        assertThat(new HashSet<>(links)).hasSameSizeAs(links);
        assertThat(story.customer().standing().chain()).isEqualTo(links.get(links.size() - 1));
    }

    @Test
    void the_chain_is_part_of_the_contract_and_never_changes() {
        // Computed with another implementation of SHA-256.
        Chain first = Chain.START.after("reference", 1, "PROSPECT", "NEW", 1_304_948_940_000L);
        assertThat(first.hex()).isEqualTo("0a9b21857300d59046cb3c15579cd277");
    }

    @Test
    void a_stage_lasted_from_when_it_began_and_not_from_the_beginning() {
        Announcement.StageChanged changed = (Announcement.StageChanged)
                given(visitOn(1), orderOn(10)).when(orderOn(25)).onlyAnnouncement();
        assertThat(changed.previousStageMillis()).isEqualTo(OptionalLong.of(day(15)));
    }

    @Test
    void the_chain_of_a_raised_warning_is_part_of_the_contract_too() {
        // START, then NEW on day 0, DORMANT and the warning on day 90; with another implementation of SHA-256.
        assertThat(aDormantCustomer().customer().standing().chain()).hasToString("0bf6c52ea26018fdd67ac278f8f7df74");
    }
}
