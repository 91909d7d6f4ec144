package io.sojourn.lifecycle;

import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.orderAt;
import static io.sojourn.lifecycle.Happening.orderOn;
import static io.sojourn.lifecycle.Happening.visitAt;
import static io.sojourn.lifecycle.Happening.visitOn;
import static io.sojourn.lifecycle.Story.aDormantCustomer;
import static io.sojourn.lifecycle.Story.aNewCustomer;
import static io.sojourn.lifecycle.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.policy.Measure;
import org.junit.jupiter.api.Test;

/** Silence is heard at its exact instant, and an order at that instant comes first. */
class SilenceTest {
    @Test
    void an_active_customer_is_dormant_after_ninety_silent_days() {
        given(orderOn(0), orderOn(1))
                .whenSilentUntil(92)
                .thenAnnounces("day 91: ACTIVE > DORMANT", "day 91: warning raised");
    }

    @Test
    void a_long_silence_is_told_step_by_step_at_its_own_instants() {
        aNewCustomer()
                .whenSilentUntil(1000)
                .thenAnnounces("day 90: NEW > DORMANT", "day 90: warning raised", "day 180: DORMANT > CHURNED");
    }

    @Test
    void silence_is_reached_at_its_very_millisecond_and_not_before() {
        aNewCustomer()
                .whenTickedAt(day(90) - 1)
                .thenAnnouncesNothing()
                .whenTickedAt(day(90))
                .thenAnnounces("day 90: NEW > DORMANT", "day 90: warning raised");
    }

    @Test
    void who_orders_at_the_very_millisecond_is_not_dormant() {
        aNewCustomer().when(orderOn(90)).thenAnnounces("day 90: NEW > ACTIVE");
    }

    @Test
    void who_orders_a_millisecond_later_was() {
        aNewCustomer()
                .when(orderAt(day(90) + 1))
                .thenAnnounces(
                        "day 90: NEW > DORMANT",
                        "day 90: warning raised",
                        "day 90 + 1ms: DORMANT > REACTIVATED",
                        "day 90 + 1ms: warning cleared");
    }

    @Test
    void who_orders_at_the_very_millisecond_is_not_churned() {
        aDormantCustomer()
                .when(orderOn(180))
                .thenAnnounces("day 180: DORMANT > REACTIVATED", "day 180: warning cleared");
    }

    @Test
    void who_orders_a_millisecond_after_half_a_year_was() {
        aDormantCustomer()
                .when(orderAt(day(180) + 1))
                .thenAnnounces(
                        "day 180: DORMANT > CHURNED",
                        "day 180 + 1ms: CHURNED > REACTIVATED",
                        "day 180 + 1ms: warning cleared");
    }

    @Test
    void an_order_that_comes_back_is_won_back_whatever_the_count() {
        given(orderOn(0), orderOn(1), orderOn(2), orderOn(3), orderOn(4))
                .thenIs("LOYAL")
                .when(orderOn(100))
                .thenAnnounces(
                        "day 94: LOYAL > DORMANT",
                        "day 94: warning raised",
                        "day 100: DORMANT > REACTIVATED",
                        "day 100: warning cleared")
                .when(orderOn(101))
                .thenAnnounces("day 101: REACTIVATED > LOYAL");
    }

    @Test
    void a_visit_at_the_very_millisecond_breaks_no_silence_and_is_not_its_reason() {
        Story looked = aNewCustomer().whenTickedAt(day(90));
        Story visited = aNewCustomer().when(visitAt(day(90)));
        assertThat(visited.announced()).isEqualTo(looked.announced());
        assertThat(visited.announced()).allSatisfy(each -> {
            assertThat(each.cause()).isEqualTo(Cause.SILENCE);
            assertThat(each.because().eventIds()).containsExactly("e:order-0");
        });
    }

    @Test
    void visits_do_not_break_the_silence_of_orders() {
        given(orderOn(0), visitOn(30), visitOn(60), visitOn(89))
                .when(visitOn(91))
                .thenAnnounces("day 90: NEW > DORMANT", "day 90: warning raised");
    }

    @Test
    void nobody_waits_for_a_prospect() {
        Story prospect = given(visitOn(0)).whenSilentUntil(10_000).thenAnnouncesNothing();
        assertThat(prospect.customer().standing().lookAgainAt()).isEqualTo(Measure.NEVER);
    }

    @Test
    void when_to_look_again_is_the_next_thing_that_can_change() {
        aNewCustomer()
                .thenLooksAgainOn(90)
                .whenSilentUntil(90)
                .thenLooksAgainOn(180)
                .whenSilentUntil(180)
                // The order leaves the window of the RFM.
                .thenLooksAgainOn(365)
                .whenSilentUntil(365)
                .thenAnnouncesNothing();
    }

    @Test
    void an_order_told_after_the_tick_of_its_very_millisecond_wins_back_at_once() {
        aNewCustomer()
                .andSilenceUntil(90)
                .when(orderOn(90))
                .thenAnnounces("day 90: DORMANT > REACTIVATED", "day 90: warning cleared");
    }
}
