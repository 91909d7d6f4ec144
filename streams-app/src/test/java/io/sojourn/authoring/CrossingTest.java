package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said where an estimate comes to its threshold while nothing happens. */
class CrossingTest {
    private static final long DAY = Span.DAYS.millis;

    /** MBG/NBD of CDNOW. Who bought weekly for nine weeks is at 0.8 on the 53rd day of silence, at 0.9 on the 67th. */
    private static final Policy POLICY = Texts.policy("""
            policy: shop
            version: 1
            model:
              version: cdnow
              unit: days(7)
              kind: mbg-nbd
              parameters: {r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.6140}
            ladders:
              - id: one
                title: {en: One, zh: 一}
                initial: buyer
                stages:
                  - {id: asleep, title: {en: Asleep, zh: 睡}, when: p_no_order(days(90)) >= 0.9 && silence('order') >= days(70)}
                  - {id: buyer, title: {en: Buyer, zh: 买}, when: orders() >= 1}
            tags:
              - {id: dear, title: {en: Dear, zh: 贵}, owner: sales, when: p_no_order(days(90)) < 0.8}
            warnings:
              - {id: quiet, title: {en: Quiet, zh: 静}, when: orders() >= 2 && p_no_order(days(90)) >= 0.8}
              - {id: silent, title: {en: Silent, zh: 默}, when: silence('order') >= days(60) || p_no_order(days(90)) >= 0.95}
            """);

    private static List<Activity> weekly() {
        List<Activity> orders = new ArrayList<>();
        for (int week = 0; week < 10; week++) {
            orders.add(new Activity.Ordered("e" + week, 7L * week * DAY, "o" + week, 10_0000, "USD"));
        }
        return orders;
    }

    private static List<String> said(List<Activity> history, int until) {
        return Walk.of(POLICY, history, until * DAY).stream()
                .filter(each -> each.at() > 63 * DAY)
                .map(each -> each.at() / DAY - 63 + " " + each.subject() + " "
                        + Told.of(each).what() + " " + each.cause())
                .toList();
    }

    @Test
    void a_crossing_is_one_where_nothing_else_became_true_at_that_instant() {
        assertThat(said(weekly(), 200))
                .containsExactly(
                        "52 dear removed CROSSING",
                        "52 quiet raised CROSSING",
                        "60 silent raised SILENCE",
                        "70 one buyer → asleep SILENCE");
    }

    @Test
    void an_event_at_that_instant_that_leaves_it_so_changes_nothing_and_one_that_undoes_it_is_the_cause() {
        Announcement crossed = Walk.of(POLICY, weekly(), 200 * DAY).stream()
                .filter(each -> each.subject().equals("quiet"))
                .reduce((one, other) -> other)
                .orElseThrow();
        List<Activity> looking = weekly();
        looking.add(new Activity.Visited("v", crossed.at(), false));
        assertThat(said(looking, 200)).isEqualTo(said(weekly(), 200));
        List<Activity> buying = weekly();
        buying.add(new Activity.Ordered("e", crossed.at(), "o", 10_0000, "USD"));
        assertThat(said(buying, 63 + 60)).isEmpty();
        buying.set(10, new Activity.Ordered("e", crossed.at() + 1, "o", 10_0000, "USD"));
        assertThat(said(buying, 63 + 60))
                .containsExactly(
                        "52 dear removed CROSSING",
                        "52 quiet raised CROSSING",
                        "52 dear added EVENT",
                        "52 quiet cleared EVENT");
    }
}
