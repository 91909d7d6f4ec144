package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Measure;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final CustomerId ANN = new CustomerId("ann");
    private static final CustomerId BOB = new CustomerId("bob");
    private static final CustomerId EVE = new CustomerId("eve");

    private final KeyValueStore<Bytes, byte[]> far =
            Stores.inMemoryKeyValueStore(Agenda.STORE).get();
    private final Agenda agenda = new Agenda(far, 2);

    @Test
    void those_due_come_in_order_of_instant_and_customer() {
        agenda.lookAgain(BOB, 5);
        agenda.lookAgain(ANN, 5);
        agenda.lookAgain(EVE, -3);

        assertThat(agenda.next(-4)).isNull();
        assertThat(agenda.next(4)).isEqualTo(new Due(-3, EVE));
        assertThat(agenda.next(4)).isNull();
        assertThat(agenda.next(5)).isEqualTo(new Due(5, ANN));
        assertThat(agenda.next(5)).isEqualTo(new Due(5, BOB));
        assertThat(agenda.earliest()).isEqualTo(Measure.NEVER);
    }

    @Test
    void a_deadline_that_moves_back_writes_nothing_and_one_that_moves_earlier_does() {
        agenda.lookAgain(ANN, 10);
        agenda.moved(ANN, 10, 20);
        assertThat(agenda.onHeap()).isEqualTo(1);
        assertThat(agenda.earliest()).isEqualTo(10);

        agenda.moved(ANN, 20, 7);
        assertThat(agenda.earliest()).isEqualTo(7);
    }

    @Test
    void it_is_a_sorted_set_wherever_its_entries_are() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeyValueStore<Bytes, byte[]> store =
                    Stores.inMemoryKeyValueStore(Agenda.STORE).get();
            int most = random.nextInt(1, 6);
            Agenda tried = new Agenda(store, most);
            TreeSet<Due> model = new TreeSet<>(Comparator.comparingLong(Due::at).thenComparing(Due::customer));
            for (int i = 0; i < 4_000; i++) {
                String story = "seed " + seed + ", step " + i;
                // By turns it grows and shrinks, so that it also gets empty.
                if (random.nextInt(10) < (i / 500 % 2 == 0 ? 7 : 3)) {
                    CustomerId customer = new CustomerId("c" + random.nextInt(random.nextInt(1, 200)));
                    long from = random.nextLong(-50, 300);
                    long to = random.nextInt(20) == 0 ? Measure.NEVER : random.nextLong(-50, 300);
                    if (random.nextBoolean()) {
                        tried.lookAgain(customer, to);
                        from = Measure.NEVER;
                    } else {
                        tried.moved(customer, from, to);
                    }
                    if (to < from) {
                        model.add(new Due(to, customer));
                    }
                } else {
                    long instant = random.nextLong(-50, 300);
                    boolean due = !model.isEmpty() && model.first().at() <= instant;
                    assertThat(tried.next(instant)).as(story).isEqualTo(due ? model.pollFirst() : null);
                }
                assertThat(tried.near()).as(story).isLessThanOrEqualTo(most);
                assertThat(tried.earliest())
                        .as(story)
                        .isEqualTo(
                                model.isEmpty() ? Measure.NEVER : model.first().at());
                if (random.nextInt(400) == 0) {
                    // As a starting instance does: over the store as it is, everything is put in again.
                    tried = new Agenda(store, most);
                    for (Due each : model) {
                        tried.lookAgain(each.customer(), each.at());
                    }
                }
            }
        }
    }

    @Test
    void more_customers_than_the_heap_may_hold_are_in_the_store() {
        int most = 5_000;
        int customers = 50_000;
        Agenda large = new Agenda(far, most);
        for (int i = 0; i < customers; i++) {
            large.lookAgain(new CustomerId("c" + i), i * 7_919L % customers);
            assertThat(large.onHeap()).isLessThan(most + 1_000);
        }
        for (int i = 0; i < customers; i++) {
            assertThat(large.next(i)).extracting(Due::at).isEqualTo((long) i);
            assertThat(large.onHeap()).isLessThan(most + 1_000);
        }
        assertThat(far.approximateNumEntries()).isZero();
    }

    @Test
    void as_many_as_the_heap_may_hold_never_touch_the_store() {
        agenda.lookAgain(ANN, 5);
        agenda.lookAgain(BOB, 50);
        agenda.next(5);
        agenda.lookAgain(ANN, 500);

        assertThat(agenda.near()).isEqualTo(2);
        assertThat(agenda.onHeap()).isEqualTo(2);
        assertThat(far.approximateNumEntries()).isZero();
    }

    @Test
    void what_an_earlier_run_left_in_the_store_comes_up_in_its_turn() {
        far.put(Bytes.wrap(new Due(3, EVE).toKey()), new byte[0]);
        far.put(Bytes.wrap(new Due(5, ANN).toKey()), new byte[0]);
        Agenda next = new Agenda(far, 2);
        next.lookAgain(BOB, 4);
        next.lookAgain(ANN, 5);

        assertThat(next.next(9)).isEqualTo(new Due(3, EVE));
        assertThat(next.next(9)).isEqualTo(new Due(4, BOB));
        assertThat(next.next(9)).isEqualTo(new Due(5, ANN));
        assertThat(next.next(9)).isNull();
    }

    @Test
    void a_customer_entered_twice_for_one_instant_comes_once() {
        agenda.lookAgain(ANN, 5);
        agenda.lookAgain(ANN, 5);

        assertThat(agenda.next(5)).isEqualTo(new Due(5, ANN));
        assertThat(agenda.next(5)).isNull();
    }

    @Test
    void never_is_not_on_the_agenda() {
        agenda.lookAgain(ANN, Measure.NEVER);

        assertThat(agenda.next(Long.MAX_VALUE)).isNull();
    }
}
