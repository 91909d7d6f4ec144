package io.sojourn.customer;

import static io.sojourn.lifecycle.Happening.cancellationOf;
import static io.sojourn.lifecycle.Happening.cartOn;
import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.engagementOn;
import static io.sojourn.lifecycle.Happening.orderOn;
import static io.sojourn.lifecycle.Happening.profileOn;
import static io.sojourn.lifecycle.Happening.refundOf;
import static io.sojourn.lifecycle.Happening.ticket;
import static io.sojourn.lifecycle.Happening.visitAt;
import static io.sojourn.lifecycle.Happening.visitOn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FactsTest {
    private static Facts facts(Activity... told) {
        Facts facts = Facts.NONE;
        for (Activity activity : told) {
            facts = facts.after(activity);
        }
        return facts;
    }

    @Test
    void who_was_first_seen_when_is_the_earliest_of_all_however_late_it_is_told() {
        assertThat(facts(orderOn(5)).firstSeenAt()).isEqualTo(day(5));
        assertThat(facts(orderOn(5), visitOn(3)).firstSeenAt()).isEqualTo(day(3));
        assertThat(facts(profileOn(5), profileOn(3)).firstSeenAt()).isEqualTo(day(3));
        assertThat(facts(profileOn(5), profileOn(3)).profile().updatedAt()).isEqualTo(day(5));
        assertThat(facts(engagementOn(5), engagementOn(3)).firstSeenAt()).isEqualTo(day(3));
        assertThat(facts(ticket(ActivityKind.RESOLUTION, 5), ticket(ActivityKind.TICKET, 3))
                        .firstSeenAt())
                .isEqualTo(day(3));
        assertThat(facts(orderOn(5), refundOf("unknown", 3, 1)).firstSeenAt()).isEqualTo(day(3));
    }

    @Test
    void the_same_told_twice_is_the_very_same() {
        Activity[] all = {
            orderOn(1),
            visitOn(2),
            engagementOn(3),
            profileOn(4),
            ticket(ActivityKind.TICKET, 5),
            refundOf("order-1", 6, 7)
        };
        Facts once = facts(all);
        for (Activity again : all) {
            assertThat(once.after(again)).as("%s again", again).isSameAs(once);
        }
    }

    @Test
    void visits_and_engagements_are_counted_and_the_recent_ones_remembered() {
        Facts facts = Facts.NONE;
        for (int i = 0; i < 1_000; i++) {
            facts = facts.after(visitAt(i)).after(new Activity.Engaged("e" + i, i, "email-opened", false));
        }
        assertThat(facts.visits().count()).isEqualTo(1_000);
        assertThat(facts.engagements().count()).isEqualTo(1_000);
        assertThat(facts.visits().trail().size()).isBetween(Recent.KEPT, Recent.KEPT + Recent.KEPT / 2);
        assertThat(facts.lastVisitAt(Long.MAX_VALUE)).isEqualTo(999);
        assertThat(facts.after(visitAt(999))).isSameAs(facts);
        assertThat(facts.after(visitAt(1_000 - Recent.KEPT))).isSameAs(facts);
    }

    @Test
    void the_latest_is_asked_for_up_to_an_instant() {
        Facts facts = facts(orderOn(1), orderOn(5), visitOn(2));
        assertThat(facts.lastOrderAt(day(5))).isEqualTo(day(5));
        assertThat(facts.lastOrderAt(day(5) - 1)).isEqualTo(day(1));
        assertThat(facts.lastOrderAt(day(1) - 1)).isEqualTo(Facts.NEVER_HAPPENED);
        assertThat(facts.lastVisitAt(day(1))).isEqualTo(Facts.NEVER_HAPPENED);
    }

    @Test
    void a_cart_is_a_visit_too_and_is_left_until_an_order_follows() {
        Facts facts = facts(visitOn(1), cartOn(2), orderOn(4), cartOn(4), cartOn(6));
        assertThat(facts.visits().count()).isEqualTo(4);
        assertThat(facts.carts().count()).isEqualTo(3);
        assertThat(facts.cartLeftAt(day(1))).isEqualTo(Facts.NEVER_HAPPENED);
        assertThat(facts.cartLeftAt(day(3))).isEqualTo(day(2));
        assertThat(facts.cartLeftAt(day(5))).isEqualTo(Facts.NEVER_HAPPENED);
        assertThat(facts.cartLeftAt(day(6))).isEqualTo(day(6));
        assertThat(facts.after(cartOn(6))).isSameAs(facts);
    }

    @Test
    void however_much_somebody_looks_around_their_cart_is_remembered() {
        Facts facts = facts(cartOn(0));
        for (int day = 1; day < 1_000; day++) {
            facts = facts.after(visitOn(day));
        }
        assertThat(facts.cartLeftAt(day(1_000))).isEqualTo(day(0));
    }

    @Test
    void the_event_of_the_latest_order_told_again_is_no_second_order_whatever_order_it_names() {
        Activity.Ordered order = orderOn(1);
        Activity again = new Activity.Ordered(order.eventId(), day(2), "another order", 5, "USD");
        Facts facts = facts(order);
        assertThat(facts.after(again)).isSameAs(facts);
    }

    @Test
    void the_event_of_the_latest_order_is_known_while_that_order_counts() {
        assertThat(facts(orderOn(5), orderOn(1)).lastOrderEvent()).isEqualTo("e:order-5");
        assertThat(facts(orderOn(1), orderOn(5)).lastOrderEvent()).isEqualTo("e:order-5");
        assertThat(facts(orderOn(1), orderOn(5), cancellationOf("order-1", 6)).lastOrderEvent())
                .isEqualTo("e:order-5");
        assertThat(facts(orderOn(1), orderOn(5), cancellationOf("order-5", 6)).lastOrderEvent())
                .isNull();
        assertThat(facts(orderOn(1), cancellationOf("order-5", 4), orderOn(5)).lastOrderEvent())
                .isEqualTo("e:order-1");
        assertThat(facts(orderOn(1), cancellationOf("order-1", 6)).lastOrderEvent())
                .isNull();
    }

    @Test
    void the_currency_is_that_of_the_first_order_told() {
        assertThat(facts(visitOn(1)).currency()).isNull();
        assertThat(facts(visitOn(1), orderOn(2)).currency()).isEqualTo("USD");
    }

    @Test
    void what_is_known_already_leaves_the_very_same_facts() {
        Activity opened = ticket(ActivityKind.TICKET, 2);
        Facts facts = facts(orderOn(1), opened, visitOn(3), engagementOn(4), profileOn(5));
        for (Activity again : new Activity[] {orderOn(1), opened, visitOn(3), engagementOn(4), profileOn(5)}) {
            assertThat(facts.after(again)).isSameAs(facts);
        }
    }

    @Test
    void each_kind_of_news_is_remembered_by_somebody_who_was_seen_before() {
        Facts facts = facts(orderOn(1));
        assertThat(facts.after(ticket(ActivityKind.TICKET, 2)).tickets().open(day(2)))
                .isEqualTo(1);
        assertThat(facts.after(visitOn(2)).visits().count()).isEqualTo(1);
        assertThat(facts.after(engagementOn(2)).engagements().count()).isEqualTo(1);
        assertThat(facts.after(profileOn(2)).profile().updatedAt()).isEqualTo(day(2));
    }

    @Test
    void of_endless_visits_all_are_counted_and_the_latest_remembered() {
        Facts facts = Facts.NONE;
        for (int day = 0; day < 1_000; day++) {
            facts = facts.after(visitOn(day));
            assertThat(facts.visits().trail().size()).isLessThanOrEqualTo(Recent.KEPT + Recent.KEPT / 2);
        }
        assertThat(facts.visits().count()).isEqualTo(1_000);
        assertThat(facts.visits().trail().size()).isGreaterThanOrEqualTo(Recent.KEPT);
        assertThat(facts.lastVisitAt(day(2_000))).isEqualTo(day(999));
        assertThat(facts.lastVisitAt(day(900))).isEqualTo(day(900));
    }
}
