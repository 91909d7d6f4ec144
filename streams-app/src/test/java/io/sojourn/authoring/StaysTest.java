package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Cause;
import io.sojourn.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stage that keeps who stands in it, and what an event that keeps somebody leaves open. */
class StaysTest {
    private static final long DAY = Span.DAYS.millis;

    private static final String LADDER = """
            policy: shop
            version: 1
            ladders:
              - id: one
                title: {en: One, zh: 一}
                initial: prospect
                stages:
                  - {id: gone, title: {en: Gone, zh: 失}, when: silence('order') >= days(90)}
                  - {id: back, title: {en: Back, zh: 回}, from: [gone], on: order%s}
                  - {id: buyer, title: {en: Buyer, zh: 买}, when: orders() >= 1}
                  - {id: prospect, title: {en: Prospect, zh: 潜}}
            """;

    private static final Policy KEEPS = Texts.policy(LADDER.formatted(", stays: in_stage('one') < days(30)"));

    private static Activity order(int day) {
        return new Activity.Ordered("e" + day, day * DAY, "o" + day, 10, "USD");
    }

    private static List<String> told(Policy policy, int until, Activity... history) {
        return Walk.of(policy, List.of(history), until * DAY).stream()
                .map(each -> each.at() / DAY + " " + Told.of(each).what() + " " + each.cause())
                .toList();
    }

    @Test
    void without_it_the_stages_below_take_over_in_the_same_decision() {
        assertThat(told(Texts.policy(LADDER.formatted("")), 150, order(0), order(100)))
                .containsExactly(
                        "0 prospect → buyer EVENT",
                        "90 buyer → gone SILENCE",
                        "100 gone → back EVENT",
                        "100 back → buyer EVENT");
    }

    @Test
    void it_keeps_them_from_the_stages_below_until_it_ends() {
        assertThat(told(KEEPS, 150, order(0), order(100)))
                .containsExactly(
                        "0 prospect → buyer EVENT",
                        "90 buyer → gone SILENCE",
                        "100 gone → back EVENT",
                        "130 back → buyer SILENCE");
    }

    @Test
    void it_keeps_nobody_from_the_stages_above() {
        Activity undone = new Activity.OrderCancelled("x", 101 * DAY, "o100");
        assertThat(told(KEEPS, 101, order(0), order(100), undone)).contains("101 back → gone EVENT");
    }

    @Test
    void an_event_at_the_very_instant_it_ends_is_not_what_ended_it() {
        Announcement last = Walk.of(
                        KEEPS, List.of(order(0), order(100), new Activity.Visited("v", 130 * DAY, false)), 130 * DAY)
                .get(3);
        assertThat(last.cause()).isEqualTo(Cause.SILENCE);
    }

    @Test
    void an_event_that_ends_it_is_the_cause() {
        Policy once = Texts.policy(LADDER.formatted(", stays: visits() == 0"));
        assertThat(told(once, 130, order(0), order(100), new Activity.Visited("v", 110 * DAY, false)))
                .contains("110 back → buyer EVENT");
    }

    @Test
    void an_event_that_leads_where_they_stand_is_over_once_it_is_decided_about() {
        // Else looking again a moment later would find the stage below open.
        Policy policy = Texts.policy("""
                policy: shop
                version: 1
                ladders:
                  - id: one
                    title: {en: One, zh: 一}
                    initial: low
                    stages:
                      - {id: high, title: {en: High, zh: 高}, on: order}
                      - {id: low, title: {en: Low, zh: 低}, when: orders() >= 2}
                """);
        assertThat(told(policy, 500, order(0), order(1), order(2)))
                .containsExactly(
                        "0 low → high EVENT", "1 high → low EVENT", "2 low → high EVENT", "2 high → low EVENT");
    }
}
