package io.sojourn.lifecycle;

import static io.sojourn.lifecycle.Happening.cancellationOf;
import static io.sojourn.lifecycle.Happening.dollars;
import static io.sojourn.lifecycle.Happening.order;
import static io.sojourn.lifecycle.Happening.orderOn;
import static io.sojourn.lifecycle.Happening.refundOf;
import static io.sojourn.lifecycle.Happening.refundOn;
import static io.sojourn.lifecycle.Happening.updateOf;
import static io.sojourn.lifecycle.Happening.visitOn;
import static io.sojourn.lifecycle.Story.aDormantCustomer;
import static io.sojourn.lifecycle.Story.aReactivatedCustomer;
import static io.sojourn.lifecycle.Story.anActiveCustomer;
import static io.sojourn.lifecycle.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.value.Rfm;
import org.junit.jupiter.api.Test;

/** Refunds, cancellations and new totals: what they take away, and from when on. */
class OrdersUndoneTest {
    @Test
    void an_order_refunded_in_full_no_longer_counts() {
        Rfm rfm = anActiveCustomer().when(refundOf("order-0", 11, 100)).rfmOn(12);
        assertThat(rfm.frequency()).isEqualTo(1);
        assertThat(rfm.gross()).isEqualTo(dollars(100));
        assertThat(rfm.refunds()).isZero();
    }

    @Test
    void two_refunds_that_add_up_to_the_total_are_one_in_full() {
        Story story = anActiveCustomer().when(refundOf("order-0", 11, 99));
        assertThat(story.rfmOn(12).frequency()).isEqualTo(2);
        assertThat(story.rfmOn(12).net()).isEqualTo(dollars(101));
        story.when(refundOf("order-0", 12, 1));
        assertThat(story.rfmOn(12).frequency()).isEqualTo(1);
        assertThat(story.rfmOn(12).net()).isEqualTo(dollars(100));
    }

    @Test
    void a_refund_in_part_shrinks_the_spend_of_its_order_as_long_as_that_is_in_the_window() {
        Story story = given(orderOn(0), orderOn(80)).when(refundOf("order-0", 81, 30));
        assertThat(story.rfmOn(364).refunds()).isEqualTo(-dollars(30));
        assertThat(story.rfmOn(364).net()).isEqualTo(dollars(170));
        assertThat(story.rfmOn(365).refunds()).isZero();
        assertThat(story.rfmOn(365).net()).isEqualTo(dollars(100));
    }

    @Test
    void a_refund_without_an_order_shrinks_net_at_its_own_time_and_removes_no_order() {
        Story story = given(orderOn(0)).when(refundOn(50, 130)).thenIs("NEW");
        assertThat(story.rfmOn(49).net()).isEqualTo(dollars(100));
        assertThat(story.rfmOn(50).net()).isEqualTo(-dollars(30));
        assertThat(story.rfmOn(50).frequency()).isEqualTo(1);
        assertThat(story.rfmOn(400).net()).isEqualTo(-dollars(130));
        assertThat(story.rfmOn(50 + 365).net()).isZero();
    }

    @Test
    void undoing_the_latest_order_brings_back_the_silence_before_it() {
        aReactivatedCustomer()
                .when(refundOf("order-100", 101, 100))
                .thenAnnounces("day 101: REACTIVATED > DORMANT", "day 101: warning raised");
    }

    @Test
    void undoing_it_half_a_year_later_finds_both_silences_overdue_at_once() {
        given(orderOn(0), orderOn(80), orderOn(150), visitOn(190))
                .when(cancellationOf("order-150", 200), cancellationOf("order-80", 201))
                .thenAnnounces("day 200: ACTIVE > DORMANT", "day 200: warning raised", "day 201: DORMANT > CHURNED");
        given(orderOn(0), orderOn(89), updateOf("order-89", 178, 10))
                .when(order("order-178", 178, 10), cancellationOf("order-89", 179), cancellationOf("order-178", 190))
                .thenAnnounces("day 190: ACTIVE > DORMANT", "day 190: DORMANT > CHURNED", "day 190: warning raised");
    }

    @Test
    void overdue_silences_are_said_to_come_from_what_was_undone() {
        Story story = given(orderOn(0), orderOn(89), order("last", 178, 10), cancellationOf("order-89", 179))
                .when(cancellationOf("last", 190));
        assertThat(story.announced()).hasSize(3).allSatisfy(each -> {
            assertThat(each.cause()).isEqualTo(Cause.EVENT);
            assertThat(each.because().eventIds()).containsExactly("e:cancel-last-190");
        });
    }

    @Test
    void undoing_the_only_order_leaves_no_silence_to_warn_of() {
        aDormantCustomer().when(cancellationOf("order-0", 91)).thenAnnounces("day 91: warning cleared");
    }

    @Test
    void a_cancellation_told_twice_changes_nothing() {
        Activity cancellation = cancellationOf("order-10", 11);
        Story story = anActiveCustomer().and(cancellation);
        Standing once = story.customer().standing();
        assertThat(story.when(cancellation).customer().standing()).isSameAs(once);
    }

    @Test
    void a_refund_told_twice_is_paid_once() {
        Story story = anActiveCustomer().when(refundOf("order-0", 11, 60), refundOf("order-0", 11, 60));
        assertThat(story.rfmOn(12).frequency()).isEqualTo(2);
        assertThat(story.rfmOn(12).refunds()).isEqualTo(-dollars(60));
        story.when(refundOn(13, 5), refundOn(13, 5));
        assertThat(story.rfmOn(13).refunds()).isEqualTo(-dollars(65));
    }

    @Test
    void a_refund_of_a_cancelled_order_takes_nothing_more() {
        Story story = anActiveCustomer().when(cancellationOf("order-10", 11), refundOf("order-10", 12, 100));
        assertThat(story.rfmOn(12).frequency()).isEqualTo(1);
        assertThat(story.rfmOn(12).net()).isEqualTo(dollars(100));
    }

    @Test
    void a_cancelled_order_completed_again_stays_cancelled() {
        Story story = anActiveCustomer().when(cancellationOf("order-10", 11), order("order-10", 12, 100));
        story.thenAnnouncesNothing();
        assertThat(story.rfmOn(12).frequency()).isEqualTo(1);
    }

    @Test
    void a_cancellation_before_its_order_makes_the_order_count_for_nothing() {
        Story story = given(visitOn(0), cancellationOf("order-1", 0.5)).when(orderOn(1));
        story.thenAnnouncesNothing().thenIs("PROSPECT");
        assertThat(story.rfmOn(2).frequency()).isZero();
    }

    @Test
    void an_order_already_called_off_wins_nobody_back() {
        aDormantCustomer()
                .and(cancellationOf("order-95", 94))
                .when(orderOn(95))
                .thenAnnouncesNothing()
                .whenSilentUntil(180)
                .thenAnnounces("day 180: DORMANT > CHURNED");
    }

    @Test
    void a_refund_before_its_order_waits_for_it() {
        Story story = given(orderOn(0), refundOf("order-5", 4, 30));
        assertThat(story.rfmOn(4).refunds()).isZero();
        story.when(orderOn(5));
        assertThat(story.rfmOn(5).refunds()).isEqualTo(-dollars(30));
        assertThat(story.rfmOn(5).frequency()).isEqualTo(2);
        assertThat(story.facts().purchases().waiting()).isEmpty();
    }

    @Test
    void an_order_for_nothing_is_an_order() {
        Story story = given(order("free", 0, 0)).thenIs("NEW").when(refundOf("free", 1, 0));
        assertThat(story.rfmOn(1).frequency()).isEqualTo(1);
        story.when(cancellationOf("free", 2));
        assertThat(story.rfmOn(2).frequency()).isZero();
    }

    @Test
    void a_new_total_holds_for_the_order_whenever_it_is_told() {
        Story story = given(updateOf("order-0", 1, 70), orderOn(0));
        assertThat(story.rfmOn(2).gross()).isEqualTo(dollars(70));
        story.when(updateOf("order-0", 3, 20));
        assertThat(story.rfmOn(3).gross()).isEqualTo(dollars(20));
    }

    @Test
    void an_older_total_told_late_or_again_does_not_undo_a_newer_one() {
        Story story = given(orderOn(0)).when(updateOf("order-0", 2, 20), updateOf("order-0", 1, 70));
        assertThat(story.rfmOn(2).gross()).isEqualTo(dollars(20));
        Story sameInstant = given(orderOn(0))
                .when(
                        new Activity.OrderUpdated("e:1", 1, "order-0", dollars(70)),
                        new Activity.OrderUpdated("e:2", 1, "order-0", dollars(20)),
                        new Activity.OrderUpdated("e:1", 1, "order-0", dollars(70)));
        assertThat(sameInstant.rfmOn(2).gross()).isEqualTo(dollars(20));
    }

    @Test
    void a_new_total_decides_whether_the_refunds_were_in_full() {
        Story story = given(orderOn(0), orderOn(1)).when(refundOf("order-1", 2, 50), updateOf("order-1", 3, 50));
        assertThat(story.rfmOn(3).frequency()).isEqualTo(1);
        story.when(updateOf("order-1", 4, 80));
        assertThat(story.rfmOn(4).frequency()).isEqualTo(2);
        assertThat(story.rfmOn(4).net()).isEqualTo(dollars(130));
    }
}
