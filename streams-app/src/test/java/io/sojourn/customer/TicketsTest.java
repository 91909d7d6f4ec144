package io.sojourn.customer;

import static io.sojourn.customer.ActivityKind.RATING;
import static io.sojourn.customer.ActivityKind.REOPENING;
import static io.sojourn.customer.ActivityKind.REPLY;
import static io.sojourn.customer.ActivityKind.RESOLUTION;
import static io.sojourn.customer.ActivityKind.TICKET;
import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
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
        return told(List.of(moves)).open(Long.MAX_VALUE);
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
                moves.add(ticket(
                        "e" + i,
                        random.nextInt(5),
                        kind,
                        "t" + random.nextInt(2),
                        random.nextBoolean(),
                        random.nextInt(1, 6)));
            }
            List<Activity> again = new ArrayList<>(moves);
            again.addAll(moves.subList(0, random.nextInt(moves.size())));
            Collections.shuffle(again, random);
            for (int instant = 0; instant < 5; instant++) {
                assertThat(seenAt(instant, told(again)))
                        .as("seed %d, instant %d: %s, then %s", seed, instant, moves, again)
                        .isEqualTo(seenAt(instant, told(moves)));
            }
        }
    }

    private record Seen(List<Ticket> tickets, int count, OptionalInt rating, int low) {}

    private static Seen seenAt(long instant, Tickets tickets) {
        return new Seen(
                tickets.at(instant).stream()
                        .sorted(Comparator.comparingLong(Ticket::id))
                        .toList(),
                tickets.count(),
                tickets.rating(instant),
                tickets.lowRatings(0, instant));
    }

    @Test
    void a_ticket_that_was_once_a_complaint_stays_one() {
        Activity complaint = new Activity.TicketMoved("e1", day(0), TICKET, "T-1", true);
        Tickets complained = told(List.of(complaint, ticket(REPLY, 1), ticket(TICKET, 2)));
        assertThat(complained.openComplaints(day(2))).isEqualTo(1);
        assertThat(told(List.of(ticket(TICKET, 0), ticket(REPLY, 1))).openComplaints(day(2)))
                .isZero();
        assertThat(complained.after(ticket(RESOLUTION, 3)).openComplaints(day(3)))
                .isZero();
    }

    @Test
    void whoever_looks_back_sees_tickets_as_they_were() {
        Tickets tickets =
                told(List.of(ticket(TICKET, 1), ticket(RESOLUTION, 3), ticket(REOPENING, 5), ticket(RESOLUTION, 9)));
        assertThat(IntStream.range(0, 11).map(day -> tickets.open(day(day))))
                .containsExactly(0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0);
        assertThat(tickets.reopened(day(4))).isZero();
        assertThat(tickets.reopened(day(5))).isEqualTo(1);
        assertThat(tickets.lastOpenedAt(day(9))).isEqualTo(day(1));
        assertThat(tickets.lastOpenedAt(day(1) - 1)).isEqualTo(Facts.NEVER_HAPPENED);
    }

    @Test
    void a_customer_waits_from_asking_until_we_reply_or_resolve() {
        Activity own = new Activity.TicketReplied("e", day(4), "T-1", false);
        Tickets tickets = told(List.of(
                ticket(TICKET, 1),
                ticket(REPLY, 3),
                own,
                ticket(RESOLUTION, 6),
                ticket(REOPENING, 8),
                ticket(REPLY, 9)));
        assertThat(IntStream.range(0, 10).mapToLong(day -> tickets.waitingSince(day(day))))
                .containsExactly(
                        Facts.NEVER_HAPPENED,
                        day(1),
                        day(1),
                        Facts.NEVER_HAPPENED,
                        day(4),
                        day(4),
                        Facts.NEVER_HAPPENED,
                        Facts.NEVER_HAPPENED,
                        day(8),
                        Facts.NEVER_HAPPENED);
        assertThat(tickets.at(day(9)))
                .extracting(Ticket::openedAt, Ticket::repliedAt)
                .containsExactly(tuple(day(1), day(3)));
        assertThat(tickets.lastReplyAt(day(8))).isEqualTo(day(3));
        assertThat(tickets.lastReplyAt(day(9))).isEqualTo(day(9));
    }

    @Test
    void of_several_tickets_the_one_that_waits_longest_counts() {
        Tickets tickets = told(List.of(ticket("T-1", TICKET, 2), ticket("T-2", TICKET, 1), ticket("T-2", REPLY, 3)));
        assertThat(tickets.waitingSince(day(2))).isEqualTo(day(1));
        assertThat(tickets.waitingSince(day(3))).isEqualTo(day(2));
    }

    @Test
    void the_latest_rating_counts_and_low_ones_are_counted() {
        Tickets tickets = told(List.of(rated(1, 5), rated(3, 2), rated(4, 1), rated(4, 3)));
        assertThat(tickets.rating(day(0))).isEmpty();
        assertThat(tickets.rating(day(2))).hasValue(5);
        assertThat(tickets.rating(day(3))).hasValue(2);
        assertThat(tickets.rating(day(4))).as("the worst of one instant").hasValue(1);
        assertThat(tickets.lastRatingAt(day(2))).isEqualTo(day(1));
        assertThat(tickets.lowRatings(day(0), day(4))).isEqualTo(2);
        assertThat(tickets.lowRatings(day(3), day(4))).isEqualTo(1);
        assertThat(tickets.lowRatings(day(0), day(2))).isZero();
    }

    private static Activity rated(double day, int rating) {
        return ticket("e", day(day), RATING, "T-1", false, rating);
    }

    @Test
    void of_endless_moves_the_recent_ones_are_remembered_and_all_tickets_counted() {
        Tickets tickets = Tickets.NONE;
        for (int day = 0; day < 1_000; day++) {
            tickets = tickets.after(ticket("T-" + day, TICKET, day));
            assertThat(tickets.moves().size()).isLessThanOrEqualTo(Recent.KEPT + Recent.KEPT / 2);
        }
        assertThat(tickets.count()).isEqualTo(1_000);
        assertThat(tickets.moves().size()).isGreaterThanOrEqualTo(Recent.KEPT);
        assertThat(tickets.lastOpenedAt(day(2_000))).isEqualTo(day(999));
    }

    @Test
    void only_what_moves_tickets_moves_them() {
        Tickets tickets = told(List.of(ticket(TICKET, 0)));
        assertThat(tickets.after(new Activity.Visited("e", 1, false))).isSameAs(tickets);
        assertThat(tickets.after(ticket(TICKET, 0))).isSameAs(tickets);
    }
}
