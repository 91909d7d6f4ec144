package io.sojourn.customer;

import static io.sojourn.customer.ActivityKind.RATING;
import static io.sojourn.customer.ActivityKind.REOPENING;
import static io.sojourn.customer.ActivityKind.REPLY;
import static io.sojourn.customer.ActivityKind.RESOLUTION;
import static io.sojourn.customer.ActivityKind.TICKET;
import static io.sojourn.lifecycle.Happening.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private static final ActivityKind[] MOVES = {TICKET, REPLY, RESOLUTION, REOPENING, RATING};

    private static Tickets told(List<Activity> moves) {
        Tickets tickets = Tickets.NONE;
        for (Activity move : moves) {
            tickets = tickets.after(move);
        }
        return tickets;
    }

    private static int openAfter(Activity... moves) {
        return told(List.of(moves)).open();
    }

    @Test
    void a_ticket_is_open_until_resolved_and_again_when_reopened() {
        assertThat(openAfter(ticket(TICKET, 0))).isEqualTo(1);
        assertThat(openAfter(ticket(TICKET, 0), ticket(REPLY, 1))).isEqualTo(1);
        assertThat(openAfter(ticket(TICKET, 0), ticket(RESOLUTION, 1))).isZero();
        assertThat(openAfter(ticket(TICKET, 0), ticket(RESOLUTION, 1), ticket(REPLY, 2)))
                .isZero();
        assertThat(openAfter(ticket(TICKET, 0), ticket(RESOLUTION, 1), ticket(RATING, 2)))
                .isZero();
        assertThat(openAfter(ticket(TICKET, 0), ticket(RESOLUTION, 1), ticket(REOPENING, 2)))
                .isEqualTo(1);
        assertThat(openAfter(ticket(TICKET, 0), ticket(RATING, 1))).isEqualTo(1);
    }

    @Test
    void several_tickets_are_open_at_once() {
        assertThat(openAfter(ticket("T-1", TICKET, 0), ticket("T-2", TICKET, 0), ticket("T-1", RESOLUTION, 1)))
                .isEqualTo(1);
    }

    @Test
    void of_a_ticket_whose_opening_was_never_told_the_moves_say_what_they_can() {
        assertThat(openAfter(ticket(REPLY, 1))).isEqualTo(1);
        assertThat(openAfter(ticket(RATING, 1))).isZero();
        assertThat(openAfter(ticket(RESOLUTION, 1))).isZero();
        assertThat(openAfter(ticket(REOPENING, 1))).isEqualTo(1);
    }

    @Test
    void it_does_not_matter_how_often_or_in_which_order_the_moves_are_told() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<Activity> moves = new ArrayList<>();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                ActivityKind kind = MOVES[random.nextInt(MOVES.length)];
                moves.add(new Activity.TicketMoved(
                        "e" + i, random.nextInt(5), kind, "t" + random.nextInt(2), random.nextBoolean()));
            }
            List<Activity> again = new ArrayList<>(moves);
            again.addAll(moves.subList(0, random.nextInt(moves.size())));
            Collections.shuffle(again, random);
            assertThat(sorted(told(again)))
                    .as("seed %d: %s, then %s", seed, moves, again)
                    .isEqualTo(sorted(told(moves)));
        }
    }

    private static List<Tickets.Ticket> sorted(Tickets tickets) {
        return tickets.all().stream()
                .sorted(Comparator.comparingLong(Tickets.Ticket::id))
                .toList();
    }

    @Test
    void a_ticket_that_was_once_a_complaint_stays_one() {
        Activity complaint = new Activity.TicketMoved("e1", 0, TICKET, "T-1", true);
        assertThat(told(List.of(complaint, ticket(REPLY, 1))).all())
                .extracting(Tickets.Ticket::complaint)
                .containsExactly(true);
        assertThat(told(List.of(ticket(TICKET, 0), ticket(REPLY, 1))).all())
                .extracting(Tickets.Ticket::complaint)
                .containsExactly(false);
    }

    @Test
    void only_what_moves_tickets_moves_them() {
        Tickets tickets = told(List.of(ticket(TICKET, 0)));
        assertThat(tickets.after(new Activity.Visited("e", 1))).isSameAs(tickets);
        assertThat(tickets.after(ticket(TICKET, 0))).isSameAs(tickets);
    }
}
