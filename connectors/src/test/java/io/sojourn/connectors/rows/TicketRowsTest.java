package io.sojourn.connectors.rows;

import static io.sojourn.connectors.rows.Shop.CHANGED;
import static io.sojourn.connectors.rows.Shop.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.events.TicketOpened;
import io.sojourn.events.TicketRated;
import io.sojourn.events.TicketReopened;
import io.sojourn.events.TicketReplied;
import io.sojourn.events.TicketResolved;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketRowsTest {
    private static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");

    private final Door door = Door.ofShop();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void a_new_row_is_a_ticket_opened() {
        assertThat(door.event(Shop.insert(ticket("open", null))))
                .isEqualTo(new TicketOpened("shop:public.tickets:7", "anna", "7", OPENED, "Where is it?", true));
    }

    @Test
    void reaching_and_leaving_the_status_resolves_and_reopens() {
        assertThat(door.event(Shop.update(ticket("open", null), ticket("resolved", null))))
                .isEqualTo(new TicketResolved("shop:public.tickets:7:resolved:200", "anna", "7", CHANGED));
        assertThat(door.event(Shop.update(ticket("resolved", null), ticket("open", null))))
                .isEqualTo(new TicketReopened("shop:public.tickets:7:reopened:200", "anna", "7", CHANGED));
        assertThat(door.event(Shop.update(ticket("open", null), ticket("waiting", null))))
                .isNull();
    }

    @Test
    void a_rating_that_is_set_or_changed_is_told() {
        assertThat(door.event(Shop.update(ticket("resolved", null), ticket("resolved", 2))))
                .isEqualTo(new TicketRated("shop:public.tickets:7:rated:200", "anna", "7", CHANGED, 2));
        assertThat(door.event(Shop.update(ticket("resolved", 2), ticket("resolved", 4))))
                .isInstanceOf(TicketRated.class);
        assertThat(door.event(Shop.update(ticket("resolved", 2), ticket("resolved", 2))))
                .isNull();
        assertThat(door.event(Shop.update(ticket("resolved", 2), ticket("resolved", null))))
                .isNull();
    }

    @Test
    void a_change_that_says_two_things_is_refused_rather_than_told_by_half() {
        assertThatThrownBy(() -> door.event(Shop.update(ticket("open", null), ticket("resolved", 5))))
                .hasMessageContaining("table public.tickets, column stars, value '5'")
                .hasMessageContaining("also resolved")
                .hasMessageContaining("as: rating");
    }

    @Test
    void one_that_was_resolved_before_it_is_first_seen_is_not_open() {
        assertThat(door.event(Shop.snapshot(ticket("resolved", 5))))
                .isEqualTo(new TicketResolved("shop:public.tickets:7:resolved", "anna", "7", OPENED));
    }

    @Test
    void a_row_that_goes_is_no_open_ticket() {
        assertThat(door.event(Shop.delete(ticket("open", null))))
                .isEqualTo(new TicketResolved("shop:public.tickets:7:deleted:300", "anna", "7", CHANGED));
        assertThat(door.event(Shop.delete(ticket("resolved", null)))).isNull();
    }

    @Test
    void without_the_row_as_it_was_only_that_it_is_resolved_is_told() {
        assertThat(door.event(Shop.updateWithoutBefore(ticket("resolved", 5)))).isInstanceOf(TicketResolved.class);
        assertThat(door.event(Shop.updateWithoutBefore(ticket("open", 5)))).isNull();
    }

    @Test
    void ratings_may_be_told_by_a_connector_of_their_own(@TempDir Path folder) throws IOException {
        try (Door ratings = Door.of(folder, """
                tickets:
                  as: rating
                  id: {column: id}
                  ticket: {column: id}
                  customer: {column: customer_id}
                  time: {column: opened_at}
                  rating: {column: stars}
                """)) {
            TicketRated first = new TicketRated("shop:tickets:7", "anna", "7", OPENED, 5);
            assertThat(ratings.event(Shop.insert(ticket("open", null)))).isNull();
            assertThat(ratings.event(Shop.update(ticket("open", null), ticket("resolved", 5))))
                    .isEqualTo(first);
            assertThat(ratings.event(Shop.snapshot(ticket("resolved", 5)))).isEqualTo(first);
            assertThat(ratings.event(Shop.update(ticket("resolved", 5), ticket("resolved", 1))))
                    .isEqualTo(new TicketRated("shop:tickets:7:updated:200", "anna", "7", CHANGED, 1));
            assertThat(ratings.event(Shop.update(ticket("resolved", 5), ticket("open", 5))))
                    .isNull();
            assertThat(ratings.event(Shop.delete(ticket("resolved", 5)))).isNull();
        }
    }

    @Test
    void replies_are_told_once(@TempDir Path folder) throws IOException {
        Schema replies = Shop.table("replies")
                .field("id", Schema.INT64_SCHEMA)
                .field("ticket", Schema.INT64_SCHEMA)
                .field("customer", Schema.STRING_SCHEMA)
                .field("author", Schema.STRING_SCHEMA)
                .build();
        try (Door door = Door.of(folder, """
                replies:
                  as: reply
                  id: {column: id}
                  ticket: {column: ticket}
                  customer: {column: customer}
                  staff: {column: author, in: [agent, robot]}
                """)) {
            var byUs = Shop.row(replies, 1L, 7L, "anna", "agent");
            var byAnna = Shop.row(replies, 2L, 7L, "anna", "customer");

            assertThat(door.event(Shop.insert(byUs)))
                    .isEqualTo(new TicketReplied("shop:replies:1", "anna", "7", CHANGED, true));
            assertThat(door.event(TicketReplied.class, Shop.insert(byAnna)).getByStaff())
                    .isFalse();
            assertThat(door.event(Shop.update(byUs, byAnna))).isNull();
            assertThat(door.event(Shop.delete(byUs))).isNull();
        }
    }
}
