package io.sojourn.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Trail.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What became of the orders follows from what was told of them, not from the order of telling. */
class PurchasesTest {
    /** Purchases without what depends on the order of telling: how steps of one instant stand to each other. */
    private record Told(List<Step> counting, List<Step> gone, List<Step> refunds, Set<Purchases.Waiting> waiting) {
        static Told of(Purchases purchases) {
            return new Told(
                    sorted(purchases.counting()),
                    sorted(purchases.gone()),
                    sorted(purchases.refunds()),
                    new HashSet<>(purchases.waiting()));
        }

        private static List<Step> sorted(Trail trail) {
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < trail.size(); i++) {
                steps.add(trail.step(i));
            }
            steps.sort(Comparator.comparingLong(Step::id));
            return steps;
        }
    }

    @Test
    void it_does_not_matter_how_often_or_in_which_order_it_is_told() {
        int gone = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<Activity> history = history(random);
            Told told = tell(history);
            gone += told.gone.size();
            List<Activity> again = new ArrayList<>(history);
            again.addAll(history.subList(0, random.nextInt(history.size())));
            Collections.shuffle(again, random);
            assertThat(tell(again))
                    .as("seed %d: %s, then %s", seed, history, again)
                    .isEqualTo(told);
        }
        assertThat(gone).isGreaterThan(1_000);
    }

    private static Told tell(List<Activity> history) {
        Purchases purchases = Purchases.NONE;
        for (Activity activity : history) {
            purchases = purchases.after(activity);
        }
        return Told.of(purchases);
    }

    /** No two updates of one instant: of those the later told holds. */
    private static List<Activity> history(Random random) {
        List<Activity> history = new ArrayList<>();
        int orders = 1 + random.nextInt(4);
        for (int i = 0; i < orders; i++) {
            history.add(new Activity.Ordered("order " + i, random.nextInt(5), "o-" + i, random.nextInt(4), "USD"));
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            String order = "o-" + random.nextInt(orders + 1);
            history.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Activity.OrderUpdated("update " + i, 10 + i, order, random.nextInt(5));
                        case 1 -> new Activity.OrderCancelled("cancellation " + i, random.nextInt(9), order);
                        case 2 -> new Activity.Refunded("refund " + i, random.nextInt(9), null, random.nextInt(3));
                        default ->
                            new Activity.Refunded("refund " + i, random.nextInt(9), order, random.nextInt(4) - 1);
                    });
        }
        return history;
    }

    @Test
    void of_two_updates_of_one_instant_the_later_told_holds() {
        Activity order = new Activity.Ordered("e", 1, "o", 1, "USD");
        Activity seven = new Activity.OrderUpdated("e7", 2, "o", 7);
        Activity eight = new Activity.OrderUpdated("e8", 2, "o", 8);
        assertThat(tell(List.of(order, seven, eight, seven)).counting.get(0).amount())
                .isEqualTo(8);
        assertThat(tell(List.of(order, eight, seven, eight)).counting.get(0).amount())
                .isEqualTo(7);
        assertThat(tell(List.of(eight, seven, order)).counting.get(0).amount()).isEqualTo(7);
    }

    @Test
    void only_the_latest_update_of_an_order_is_kept() {
        Purchases purchases = Purchases.NONE.after(new Activity.Ordered("e", 1, "o", 1, "USD"));
        for (int i = 0; i < 100; i++) {
            purchases = purchases.after(new Activity.OrderUpdated("u" + i, i, "o", i));
        }
        assertThat(purchases.waiting()).hasSize(1);
        assertThat(purchases.counting().step(0).amount()).isEqualTo(99);
    }
}
