package io.sojourn.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Purchases;
import io.sojourn.customer.Trail;
import io.sojourn.customer.Trail.Step;
import io.sojourn.lifecycle.Histories;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RfmTest {
    @Test
    void an_order_is_inside_the_window_from_its_instant_until_a_window_later() {
        Facts facts = Facts.NONE.after(new Activity.Ordered("e", 100, "o", 7, "USD"));
        assertThat(Rfm.of(facts, 99, 50)).isEqualTo(new Rfm(50, Facts.NEVER_HAPPENED, 0, 0, 0));
        assertThat(Rfm.of(facts, 100, 50)).isEqualTo(new Rfm(50, 100, 1, 7, 0));
        assertThat(Rfm.of(facts, 149, 50)).isEqualTo(new Rfm(50, 100, 1, 7, 0));
        assertThat(Rfm.of(facts, 150, 50)).isEqualTo(new Rfm(50, 100, 0, 0, 0));
        assertThat(Rfm.nextChange(facts, 100, 50)).isEqualTo(150);
        assertThat(Rfm.nextChange(facts, 149, 50)).isEqualTo(150);
        assertThat(Rfm.nextChange(facts, 150, 50)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_refund_without_an_order_is_inside_the_window_of_its_own_time() {
        Facts facts = Facts.NONE.after(new Activity.Refunded("e", 100, null, 7));
        assertThat(Rfm.of(facts, 99, 50).net()).isZero();
        assertThat(Rfm.of(facts, 100, 50).net()).isEqualTo(-7);
        assertThat(Rfm.of(facts, 149, 50).refunds()).isEqualTo(-7);
        assertThat(Rfm.of(facts, 150, 50).net()).isZero();
        assertThat(Rfm.nextChange(facts, 120, 50)).isEqualTo(150);
    }

    @Test
    void it_is_what_adding_up_one_by_one_gives_at_any_instant() {
        for (int seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Facts facts = facts(random);
            long window = random.nextLong(1, 500);
            for (int i = 0; i < 20; i++) {
                long instant = random.nextLong(-10, 1_500);
                assertThat(Rfm.of(facts, instant, window))
                        .as("seed %d at %d over %d: %s", seed, instant, window, facts)
                        .isEqualTo(addedUp(facts.purchases(), instant, window));
            }
        }
    }

    @Test
    void it_changes_by_itself_no_earlier_than_it_says() {
        int changes = 0;
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Facts facts = facts(random);
            long window = random.nextLong(1, 300);
            long last = Math.max(
                    latest(facts.purchases().counting()),
                    latest(facts.purchases().refunds()));
            Rfm before = Rfm.of(facts, last, window);
            long next = Rfm.nextChange(facts, last, window);
            for (long instant = last + 1; instant <= last + window + 1; instant++) {
                Rfm now = Rfm.of(facts, instant, window);
                if (instant < next) {
                    assertThat(now).as("seed %d at %d", seed, instant).isEqualTo(before);
                } else {
                    changes += now.equals(before) ? 0 : 1;
                    next = Rfm.nextChange(facts, instant, window);
                    assertThat(next).isGreaterThan(instant);
                }
                before = now;
            }
            assertThat(next).as("seed %d: all has left", seed).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(changes).isGreaterThan(500);
    }

    private static Facts facts(SplittableRandom random) {
        Facts facts = Facts.NONE;
        for (Activity activity : Histories.late(random, 25, 1)) {
            facts = facts.after(activity);
        }
        return facts;
    }

    private static long latest(Trail trail) {
        return trail.isEmpty() ? 0 : trail.at(trail.size() - 1);
    }

    private static Rfm addedUp(Purchases purchases, long instant, long window) {
        List<Step> orders = inWindow(purchases.counting(), instant, window);
        long last = steps(purchases.counting()).stream()
                .mapToLong(Step::at)
                .filter(at -> at <= instant)
                .max()
                .orElse(Facts.NEVER_HAPPENED);
        long gross = orders.stream().mapToLong(Step::amount).sum();
        long off = orders.stream().mapToLong(Step::off).sum();
        long atOwnTime = inWindow(purchases.refunds(), instant, window).stream()
                .mapToLong(Step::amount)
                .sum();
        return new Rfm(window, last, orders.size(), gross, -off - atOwnTime);
    }

    private static List<Step> inWindow(Trail trail, long instant, long window) {
        return steps(trail).stream()
                .filter(step -> step.at() <= instant && instant < step.at() + window)
                .toList();
    }

    private static List<Step> steps(Trail trail) {
        return IntStream.range(0, trail.size()).mapToObj(trail::step).toList();
    }
}
