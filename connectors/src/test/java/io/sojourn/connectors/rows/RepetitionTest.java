package io.sojourn.connectors.rows;

import static io.sojourn.connectors.rows.Shop.customer;
import static io.sojourn.connectors.rows.Shop.order;
import static io.sojourn.connectors.rows.Shop.refund;
import static io.sojourn.connectors.rows.Shop.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources tell at least once, and a snapshot may be taken again: nothing may count twice for it. */
class RepetitionTest {
    private static final Struct CONTACT =
            Shop.row(Shop.CAMPAIGN_RESULTS, 3L, "anna", "2026-03-04T12:00:00Z", "email-opened", "spring");

    static Stream<Supplier<SourceRecord>> everything() {
        return Stream.of(
                () -> Shop.insert(order(42, "anna", "19.90", "placed")),
                () -> Shop.update(order(42, "anna", "19.90", "placed"), order(42, "anna", "15.00", "placed")),
                () -> Shop.update(order(42, "anna", "19.90", "placed"), order(42, "anna", "19.90", "cancelled")),
                () -> Shop.delete(order(42, "anna", "19.90", "placed")),
                () -> Shop.insert(refund(1, "5.00")),
                () -> Shop.update(refund(1, "5.00"), refund(1, "7.00")),
                () -> Shop.delete(refund(1, "5.00")),
                () -> Shop.insert(ticket("open", null)),
                () -> Shop.update(ticket("open", null), ticket("resolved", null)),
                () -> Shop.update(ticket("resolved", null), ticket("open", null)),
                () -> Shop.update(ticket("open", null), ticket("open", 4)),
                () -> Shop.insert(customer("Lyon", true)),
                () -> Shop.update(customer("Lyon", true), customer("Nice", true)),
                () -> Shop.insert(CONTACT));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void what_is_told_again_is_the_same_event_whichever_worker_tells_it(Supplier<SourceRecord> record) {
        try (Door one = Door.ofShop();
                Door other = Door.ofShop()) {
            assertThat(one.event(record.get())).isNotNull().isEqualTo(other.event(record.get()));
        }
    }

    static Stream<Struct> rows() {
        return Stream.of(
                order(42, "anna", "19.90", "placed"),
                order(42, "anna", "19.90", "cancelled"),
                refund(1, "5.00"),
                ticket("open", null),
                ticket("resolved", null),
                customer("Lyon", true),
                CONTACT);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_snapshot_finds_the_same_event_that_the_insert_was_and_so_does_the_next_one(Struct row) {
        try (Door door = Door.ofShop()) {
            SpecificRecord inserted = door.event(Shop.insert(row));

            assertThat(door.event(Shop.snapshot(row))).isNotNull().isEqualTo(inserted);
            assertThat(door.event(Shop.change("r", null, row, 7000, "last"))).isEqualTo(inserted);
        }
    }

    @Test
    void different_things_have_different_ids() {
        List<String> ids = new ArrayList<>();
        try (Door door = Door.ofShop()) {
            for (Supplier<SourceRecord> each : everything().toList()) {
                SpecificRecord event = door.event(each.get());
                assertThat(event).isNotNull();
                ids.add(String.valueOf(event == null ? null : event.get(0)));
            }
        }
        // An order is cancelled once, by whichever way.
        assertThat(ids.remove("shop:public.orders:42:cancelled")).isTrue();
        assertThat(ids).doesNotHaveDuplicates().contains("shop:public.orders:42:cancelled");
    }

    @Test
    void the_same_change_made_twice_is_two() {
        Struct placed = order(42, "anna", "19.90", "placed");
        Struct cheaper = order(42, "anna", "15.00", "placed");
        try (Door door = Door.ofShop()) {
            assertThat(door.event(Shop.change("u", placed, cheaper, 201, "false")))
                    .isNotEqualTo(door.event(Shop.change("u", placed, cheaper, 203, "false")));
        }
    }
}
