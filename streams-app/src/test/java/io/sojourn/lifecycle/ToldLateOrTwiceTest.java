package io.sojourn.lifecycle;

import static io.sojourn.lifecycle.Happening.order;
import static io.sojourn.lifecycle.Happening.orderOn;
import static io.sojourn.lifecycle.Happening.refundOf;
import static io.sojourn.lifecycle.Happening.visitOn;
import static io.sojourn.lifecycle.Story.aChurnedCustomer;
import static io.sojourn.lifecycle.Story.aDormantCustomer;
import static io.sojourn.lifecycle.Story.aNewCustomer;
import static io.sojourn.lifecycle.Story.anActiveCustomer;
import static io.sojourn.lifecycle.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import org.junit.jupiter.api.Test;

/** What is told twice changes nothing; what is told late counts at its own time and corrects what was said without it. */
class ToldLateOrTwiceTest {
    @Test
    void an_order_told_twice_counts_once() {
        Story story = aNewCustomer();
        Standing once = story.customer().standing();
        assertThat(story.when(orderOn(0)).customer().standing()).isSameAs(once);
    }

    @Test
    void an_order_told_again_under_another_event_and_time_counts_once() {
        Activity again = new Activity.Ordered("another event", 5, "order-0", 1, "USD");
        aNewCustomer().when(again).thenAnnouncesNothing();
        aDormantCustomer().when(order("order-0", 100, 100)).thenAnnouncesNothing();
    }

    @Test
    void silence_before_something_told_again_is_still_heard() {
        aNewCustomer()
                .when(order("order-0", 100, 100))
                .thenAnnounces("day 90: NEW > DORMANT", "day 90: warning raised");
    }

    @Test
    void an_order_told_late_that_shortens_the_silence_corrects_what_was_said_of_it() {
        aDormantCustomer()
                .when(orderOn(60))
                .thenAnnounces(
                        "day 90: DORMANT > REACTIVATED (correction of 2)", "day 90: warning cleared (correction of 1)")
                .whenSilentUntil(150)
                .thenAnnounces("day 150: REACTIVATED > DORMANT", "day 150: warning raised");
    }

    @Test
    void an_order_told_late_that_does_not_shorten_the_silence_wins_nobody_back() {
        aDormantCustomer().when(order("older", -30, 50)).thenAnnouncesNothing().thenLooksAgainOn(180);
        aChurnedCustomer().when(order("older", -30, 50)).thenAnnouncesNothing();
    }

    @Test
    void an_order_told_late_may_leave_a_churned_customer_dormant() {
        aChurnedCustomer()
                .when(orderOn(60))
                .thenAnnounces(
                        "day 180: CHURNED > REACTIVATED (correction of 3)",
                        "day 180: REACTIVATED > DORMANT (correction)")
                .whenSilentUntil(240)
                .thenAnnounces("day 240: DORMANT > CHURNED");
    }

    @Test
    void an_order_told_late_counts_towards_frequency_at_its_own_time() {
        Story story = anActiveCustomer().when(orderOn(5)).thenAnnouncesNothing();
        assertThat(story.rfmOn(11).frequency()).isEqualTo(3);
        assertThat(story.rfmOn(5 + 365).frequency()).isEqualTo(1);
        assertThat(story.rfmOn(11).lastOrderAt()).isEqualTo(Happening.day(10));
    }

    @Test
    void late_orders_can_make_loyal_as_a_correction_that_supersedes_only_later_decisions() {
        given(orderOn(0), orderOn(10), orderOn(20), orderOn(30))
                .when(orderOn(15))
                .thenAnnounces("day 30: ACTIVE > LOYAL (correction)");
        given(orderOn(0), orderOn(1)).when(orderOn(0.5)).thenAnnouncesNothing();
        given(visitOn(5)).when(orderOn(2)).thenAnnounces("day 5: PROSPECT > NEW (correction)");
    }

    @Test
    void a_first_order_told_half_a_year_late_walks_down_at_once() {
        given(visitOn(200))
                .when(orderOn(2))
                .thenAnnounces(
                        "day 200: PROSPECT > NEW (correction)",
                        "day 200: NEW > DORMANT (correction)",
                        "day 200: DORMANT > CHURNED (correction)",
                        "day 200: warning raised (correction)");
    }

    @Test
    void a_refund_told_late_is_a_correction_too() {
        given(orderOn(0), orderOn(80), visitOn(120))
                .when(refundOf("order-80", 100, 100))
                .thenAnnounces("day 120: ACTIVE > DORMANT (correction)", "day 120: warning raised (correction)");
    }

    @Test
    void an_event_at_the_latest_decided_instant_is_not_late() {
        given(visitOn(5)).when(orderOn(5)).thenAnnounces("day 5: PROSPECT > NEW");
    }

    @Test
    void a_quiet_look_makes_nothing_late() {
        Story looked = given(orderOn(0), orderOn(50), orderOn(100), orderOn(180), orderOn(260), orderOn(340));
        looked.whenSilentUntil(366).thenAnnouncesNothing();
        looked.when(orderOn(341)).thenAnnouncesNothing();
        assertThat(looked.customer().standing().decidedTo()).isEqualTo(Happening.day(341));
        assertThat(looked.customer().standing().lookedAt()).isEqualTo(Happening.day(365));
    }
}
