package io.sojourn.lifecycle;

import static io.sojourn.lifecycle.Happening.cancellationOf;
import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.orderAt;
import static io.sojourn.lifecycle.Happening.orderOn;
import static io.sojourn.lifecycle.Story.aLoyalCustomer;
import static io.sojourn.lifecycle.Story.given;

import org.junit.jupiter.api.Test;

/** Loyal is who has five orders in the trailing 365 days; time alone never takes it away. */
class LoyaltyTest {
    @Test
    void the_fifth_order_makes_loyal() {
        given(orderOn(0), orderOn(1), orderOn(2), orderOn(3))
                .thenIs("ACTIVE")
                .when(orderOn(4))
                .thenAnnounces("day 4: ACTIVE > LOYAL");
    }

    @Test
    void the_first_of_five_counts_until_a_millisecond_before_a_year() {
        given(orderOn(0), orderOn(90), orderOn(180), orderOn(275))
                .when(orderAt(day(365) - 1))
                .thenAnnounces("day 364 + 86399999ms: REACTIVATED > LOYAL");
    }

    @Test
    void the_first_of_five_no_longer_counts_after_a_year() {
        given(orderOn(0), orderOn(90), orderOn(180), orderOn(275))
                .when(orderAt(day(365)))
                .thenIs("ACTIVE");
    }

    @Test
    void what_is_called_off_takes_loyalty_away_only_when_the_next_order_finds_too_few() {
        aLoyalCustomer()
                .when(cancellationOf("order-0", 41), cancellationOf("order-10", 42))
                .thenAnnouncesNothing()
                .whenSilentUntil(129)
                .thenAnnouncesNothing()
                .when(orderOn(129))
                .thenAnnounces("day 129: LOYAL > ACTIVE");
    }

    @Test
    void a_cancelled_order_does_not_count_towards_loyalty() {
        given(orderOn(0), orderOn(1), orderOn(2), orderOn(3), cancellationOf("order-1", 3.5))
                .when(orderOn(4))
                .thenAnnouncesNothing()
                .when(orderOn(5))
                .thenAnnounces("day 5: ACTIVE > LOYAL");
    }
}
