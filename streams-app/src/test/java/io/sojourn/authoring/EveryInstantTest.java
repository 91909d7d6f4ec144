package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
