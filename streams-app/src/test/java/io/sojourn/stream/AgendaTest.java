package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Measure;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final CustomerId ANN = new CustomerId("ann");
    private static final CustomerId BOB = new CustomerId("bob");

    private final Agenda agenda = new Agenda();

    @Test
    void those_due_come_in_order_of_instant_and_customer() {
        agenda.lookAgain(BOB, 5);
        agenda.lookAgain(ANN, 5);
        agenda.lookAgain(BOB, 3);

        assertThat(agenda.next(4)).isEqualTo(BOB);
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
