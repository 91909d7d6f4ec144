package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of the language: looking only when something can change says what looking at every instant says. */
class EveryInstantTest {
    private static final int POLICIES = 80;
    private static final int POLICIES_WITH_ESTIMATES = 20;
    private static final int POLICIES_FORGETTING = 30;
    private static final int LENGTH = 14;
    private static final long AFTER = 200 * Span.DAYS.millis;

    @Test
    void looking_when_it_can_change_says_what_looking_at_every_instant_says() {
        assertThat(compared(POLICIES, false)).isGreaterThan(POLICIES * 4);
    }

    @Test
    void so_it_does_where_purchase_models_are_asked() {
        assertThat(compared(POLICIES_WITH_ESTIMATES, true)).isGreaterThan(POLICIES_WITH_ESTIMATES * 4);
    }

    private static int compared(int policies, boolean estimates) {
        int announced = 0;
        for (int seed = 0; seed < policies; seed++) {
            Case drawn = new Case(seed, estimates);
            List<Announcement> every = drawn.lookingAtEveryInstant();
            if (!isInCircles(every)) {
                assertThat(Walk.of(drawn.policy, drawn.history, drawn.until))
                        .as("seed %d, estimates %b", seed, estimates)
                        .isEqualTo(every);
                announced += every.size();
            }
        }
        return announced;
    }

    @Test
    void forgetting_when_one_of_the_comparisons_changes_would_be_noticed() {
        // The negative control: of each policy one comparison or tag after the other no longer says when it changes.
        int all = 0;
        int noticed = 0;
        for (int seed = 0; seed < POLICIES_FORGETTING; seed++) {
            Case drawn = new Case(seed, false);
            List<Announcement> every = drawn.lookingAtEveryInstant();
            if (!isInCircles(every)) {
                assertThat(drawn.lookingButForgetting(-1)).as("seed %d", seed).isEqualTo(every);
                all++;
                noticed += IntStream.range(0, Instants.terms(drawn.policy))
                                .anyMatch(term ->
                                        !drawn.lookingButForgetting(term).equals(every))
                        ? 1
                        : 0;
            }
        }
        assertThat(all).isGreaterThan(POLICIES_FORGETTING / 2);
        assertThat(noticed).isGreaterThan(all / 2);
    }

    /** One of each kind that changes by itself; those of a model by each of them. */
    static Stream<Arguments> askedByItself() {
        return Stream.concat(
                Stream.of(
                                "silence('order') >= days(30)",
                                "orders(days(30)) >= 1",
                                "spend(days(45)) >= 1.0",
                                "visits(days(7)) >= 1",
                                "carts(days(7)) >= 1",
                                "engagements(days(30)) >= 1",
                                "engagements('referral', days(30)) >= 1",
                                "cart_left() >= days(7)",
                                "awaiting_reply() >= days(2)",
                                "age() >= days(90)",
                                "in_stage('one') >= days(30)",
                                "anniversary('birthday')",
                                "date('renews_on', '-P1M')",
                                "rfm.r >= 4",
                                "rfm.f >= 2",
                                "rfm.m >= 1",
                                "rfm_segment('ten') == 'hibernating'")
                        .map(asked -> arguments("mbg-nbd", asked)),
                RandomPolicy.MODELS.stream()
                        .flatMap(model -> Stream.of(
                                        "p_no_order(days(30)) >= 0.9", "expected_orders(days(90)) < 0.25", "clv() < 20")
                                .map(asked -> arguments(model, asked))));
    }

    @ParameterizedTest
    @MethodSource("askedByItself")
    void forgetting_when_this_changes_is_noticed(String model, String asked) {
        Case drawn = new Case(asking(model, "when: \"" + asked + "\""));
        List<Announcement> every = drawn.lookingAtEveryInstant();
        assertThat(Walk.of(drawn.policy, drawn.history, drawn.until)).isEqualTo(every);
        assertThat(drawn.lookingButForgetting(Instants.terms(drawn.policy) - 2)).isNotEqualTo(every);
    }

    @Test
    void forgetting_when_the_time_of_a_tag_is_over_is_noticed() {
        Case drawn = new Case(asking("mbg-nbd", "ttl: days(15), when: orders() >= 1"));
        assertThat(drawn.lookingButForgetting(Instants.terms(drawn.policy) - 1))
                .isNotEqualTo(drawn.lookingAtEveryInstant());
    }

    private static Policy asking(String model, String when) {
        return Texts.policy("policy: one\nversion: 1\n" + RandomPolicy.numbers(model) + """
                ladders:
                  - id: one
                    title: {en: One, zh: 一}
                    initial: known
                    stages:
                      - {id: buyer, title: {en: Buyer, zh: 买}, when: orders() >= 1}
                      - {id: known, title: {en: Known, zh: 知}, when: "true"}
                tags:
                  - {id: asked, title: {en: Asked, zh: 问}, owner: us, %s}
                """.formatted(when));
    }

    /** A ladder that goes round at one instant stops somewhere on the way: how often it is asked shows. */
    private static boolean isInCircles(List<Announcement> announced) {
        if (announced.size() >= Looker.ENOUGH) {
            return true;
        }
        Set<String> entered = new HashSet<>();
        for (Announcement each : announced) {
            if (each instanceof Announcement.StageChanged changed
                    && !entered.add(changed.subject() + changed.at() + changed.to())) {
                return true;
            }
        }
        return false;
    }

    private static final class Case {
        private final Policy policy;
        private final List<Activity> history;
        private final long until;

        Case(int seed, boolean estimates) {
            SplittableRandom random = new SplittableRandom(seed);
            policy = RandomPolicy.draw(random, estimates);
            history = new LikelyHistory(policy).draw(random, LENGTH);
            until = history.stream().mapToLong(Activity::at).max().orElseThrow() + AFTER;
        }

        /** One of each kind of event; what is asked of it can only change by itself after the last. */
        Case(Policy policy) {
            this.policy = policy;
            long at = LikelyHistory.START;
            long day = Span.DAYS.millis;
            history = List.of(
                    new Activity.ProfileUpdated(
                            "p",
                            at,
                            Map.of("birthday", "1990-02-28", "renews_on", "2023-06-30", "zone", "Europe/Paris")),
                    new Activity.Ordered("o1", at, "o1", 40_0000, "USD"),
                    new Activity.Ordered("o2", at + day, "o2", 80_0000, "USD"),
                    new Activity.Engaged("e", at + 2 * day, "referral", false),
                    new Activity.TicketMoved("t", at + 3 * day, ActivityKind.TICKET, "t", true),
                    new Activity.Visited("v", at + 4 * day, true));
            until = at + 2 * AFTER;
        }

        List<Announcement> lookingAtEveryInstant() {
            Looker looker = new Looker(policy, new Instants()::next);
            return looker.heard(history, until);
        }

        List<Announcement> lookingButForgetting(int term) {
            Looker looker = new Looker(policy, (of, standing) -> Instants.said(of, standing, term));
            return looker.heard(history, until);
        }
    }
}
