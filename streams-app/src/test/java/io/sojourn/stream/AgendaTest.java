package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Measure;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final CustomerId ANN = new CustomerId("ann");
    private static final CustomerId BOB = new CustomerId("bob");
    private static final CustomerId EVE = new CustomerId("eve");

    private final Agenda agenda = new Agenda();

    @Test
    void those_due_come_in_order_of_instant_and_customer() {
        agenda.lookAgain(BOB, 5);
        agenda.lookAgain(ANN, 5);
        agenda.lookAgain(EVE, 3);

        assertThat(agenda.next(4)).isEqualTo(EVE);
        assertThat(agenda.next(4)).isNull();
        assertThat(agenda.next(5)).isEqualTo(ANN);
        assertThat(agenda.next(5)).isEqualTo(BOB);
        assertThat(agenda.earliest()).isEqualTo(Measure.NEVER);
    }

    @Test
    void a_deadline_that_moves_back_writes_nothing_and_one_that_moves_earlier_does() {
        agenda.lookAgain(ANN, 10);
        agenda.moved(ANN, 10, 20);
        assertThat(agenda.earliest()).isEqualTo(10);

        agenda.moved(ANN, 20, 7);
        assertThat(agenda.earliest()).isEqualTo(7);
    }

    @Test
    void a_deadline_that_moves_earlier_again_and_again_keeps_one_entry() {
        for (int at = 1_000; at > 0; at--) {
            agenda.moved(ANN, at + 1, at);
            agenda.moved(ANN, at, at + 500);
        }

        assertThat(agenda.size()).isEqualTo(1);
        assertThat(agenda.next(1_500)).isEqualTo(ANN);
        assertThat(agenda.next(1_500)).isNull();
    }

    @Test
    void it_is_a_sorted_list_with_one_line_for_each_customer() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Agenda tried = new Agenda();
            Map<CustomerId, Long> model = new HashMap<>();
            for (int i = 0; i < 2_000; i++) {
                String story = "seed " + seed + ", step " + i;
                if (random.nextInt(3) > 0) {
                    // Several with one hash: "Aa" and "BB" are.
                    CustomerId customer = new CustomerId(
                            (random.nextBoolean() ? "Aa" : "BB") + random.nextInt(random.nextInt(1, 200)));
                    long at = random.nextInt(20) == 0 ? Measure.NEVER : random.nextLong(-50, 300);
                    tried.lookAgain(customer, at);
                    if (at != Measure.NEVER) {
                        model.merge(customer, at, Math::min);
                    }
                } else {
                    long instant = random.nextLong(-50, 300);
                    CustomerId due = model.entrySet().stream()
                            .filter(each -> each.getValue() <= instant)
                            .min(Map.Entry.<CustomerId, Long>comparingByValue().thenComparing(Map.Entry::getKey))
                            .map(Map.Entry::getKey)
                            .orElse(null);
                    assertThat(tried.next(instant)).as(story).isEqualTo(due);
                    model.remove(due);
                }
                assertThat(tried.size()).as(story).isEqualTo(model.size());
                assertThat(tried.earliest())
                        .as(story)
                        .isEqualTo(model.values().stream()
                                .mapToLong(Long::longValue)
                                .min()
                                .orElse(Measure.NEVER));
            }
        }
    }

    @Test
    void a_customer_entered_twice_for_one_instant_comes_once() {
        agenda.lookAgain(ANN, 5);
        agenda.lookAgain(ANN, 5);

        assertThat(agenda.next(5)).isEqualTo(ANN);
        assertThat(agenda.next(5)).isNull();
    }

    @Test
    void never_is_not_on_the_agenda() {
        agenda.lookAgain(ANN, Measure.NEVER);

        assertThat(agenda.next(Long.MAX_VALUE)).isNull();
    }
}
