package io.sojourn.connectors.rows;

import static io.sojourn.connectors.rows.Shop.CHANGED;
import static io.sojourn.connectors.rows.Shop.PLACED;
import static io.sojourn.connectors.rows.Shop.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderUpdated;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderRowsTest {
    private final Door door = Door.ofShop();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void a_new_row_is_an_order_at_the_time_that_stands_in_it() {
        assertThat(door.event(Shop.insert(order(42, "anna", "19.90", "placed"))))
                .isEqualTo(new OrderCompleted(
                        "shop:public.orders:42", "anna", "42", PLACED, new BigDecimal("19.9000"), "EUR", List.of()));
    }

    @Test
    void one_without_a_customer_is_a_guests() {
        assertThat(door.event(OrderCompleted.class, Shop.insert(order(42, null, "19.90", "placed")))
                        .getCustomerId())
                .isNull();
        assertThat(door.event(OrderCompleted.class, Shop.insert(order(42, " ", "19.90", "placed")))
                        .getCustomerId())
                .isNull();
    }

    @Test
    void another_total_changes_the_order_when_the_row_was_changed() {
        assertThat(door.event(Shop.update(order(42, "anna", "19.90", "placed"), order(42, "anna", "15.00", "placed"))))
                .isEqualTo(new OrderUpdated(
                        "shop:public.orders:42:updated:200",
                        "anna",
                        "42",
                        CHANGED,
                        new BigDecimal("15.0000"),
                        "EUR",
                        List.of()));
    }

    @Test
    void another_currency_does_too() {
        Struct inDollars = order(42, "anna", "19.90", "placed").put("currency", "USD");

        assertThat(door.event(OrderUpdated.class, Shop.update(order(42, "anna", "19.90", "placed"), inDollars))
                        .getCurrency())
                .isEqualTo("USD");
    }

    @Test
    void a_change_of_anything_else_says_nothing() {
        assertThat(door.event(Shop.update(order(42, "anna", "19.90", "placed"), order(42, "anna", "19.90", "packed"))))
                .isNull();
    }

    @Test
    void reaching_the_status_cancels_once() {
        Struct placed = order(42, "anna", "19.90", "placed");
        Struct cancelled = order(42, "anna", "19.90", "cancelled");

        assertThat(door.event(Shop.update(placed, cancelled)))
                .isEqualTo(new OrderCancelled("shop:public.orders:42:cancelled", "anna", "42", CHANGED, null));
        assertThat(door.event(Shop.update(cancelled, order(42, "anna", "0.00", "cancelled"))))
                .as("what becomes of it after that")
                .isNull();
        assertThat(door.event(Shop.delete(cancelled))).isNull();
    }

    @Test
    void a_row_that_goes_is_an_order_called_off() {
        assertThat(door.event(Shop.delete(order(42, "anna", "19.90", "placed"))))
                .isEqualTo(new OrderCancelled("shop:public.orders:42:cancelled", "anna", "42", CHANGED, null));
    }

    @Test
    void unless_the_mapping_says_that_it_means_nothing(@TempDir Path folder) throws IOException {
        try (Door archiving = Door.of(folder, """
                orders:
                  as: order
                  id: {column: id}
                  customer: {column: customer_id}
                  amount: {column: total}
                  currency: {constant: EUR}
                  deleted: nothing
                """)) {
            assertThat(archiving.event(Shop.delete(order(42, "anna", "19.90", "placed"))))
                    .isNull();
        }
    }

    @Test
    void one_that_was_cancelled_before_it_is_first_seen_is_told_as_cancelled() {
        assertThat(door.event(Shop.snapshot(order(42, "anna", "19.90", "cancelled"))))
                .isEqualTo(new OrderCancelled("shop:public.orders:42:cancelled", "anna", "42", PLACED, null));
    }

    @Test
    void a_guest_who_becomes_known_has_ordered() {
        assertThat(door.event(Shop.update(order(42, null, "19.90", "placed"), order(42, "anna", "19.90", "placed"))))
                .isEqualTo(new OrderCompleted(
                        "shop:public.orders:42", "anna", "42", PLACED, new BigDecimal("19.9000"), "EUR", List.of()));
        assertThat(door.event(Shop.update(order(42, "anna", "19.90", "placed"), order(42, null, "19.90", "placed"))))
                .isNull();
    }

    @Test
    void an_order_is_not_handed_from_one_customer_to_another() {
        assertThatThrownBy(() -> door.event(
                        Shop.update(order(42, "anna", "19.90", "placed"), order(42, "ben", "19.90", "placed"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("table public.orders, column customer_id, value 'ben': the order was of anna");
    }

    @Test
    void without_the_row_as_it_was_everything_that_may_be_new_is_told() {
        assertThat(door.event(Shop.updateWithoutBefore(order(42, "anna", "15.00", "packed"))))
                .isInstanceOf(OrderUpdated.class);
        assertThat(door.event(Shop.updateWithoutBefore(order(42, "anna", "15.00", "cancelled"))))
                .isEqualTo(new OrderCancelled("shop:public.orders:42:cancelled", "anna", "42", CHANGED, null));
    }

    @Test
    void a_row_that_goes_and_of_which_only_the_key_is_told_is_refused() {
        Struct key = Shop.row(Shop.ORDERS, 42L, null, "1970-01-01T00:00:00Z", new BigDecimal("0.00"), "", "");

        assertThatThrownBy(() -> door.event(Shop.delete(key)))
                .hasMessageContaining("table public.orders: the source does not tell the row as it was before")
                .hasMessageContaining("alter table public.orders replica identity full");
    }

    @Test
    void an_order_happens_when_its_time_is_filled_in(@TempDir Path folder) throws IOException {
        try (Door paying = Door.of(folder, """
                refunds:
                  as: order
                  id: {column: id}
                  customer: {column: customer_id}
                  time: {column: refunded_at}
                  amount: {column: amount}
                  currency: {column: currency}
                """)) {
            Struct paid = Shop.refund(1, "10.00");
            Struct open = Shop.refund(1, "10.00").put("refunded_at", null);

            assertThat(paying.event(Shop.insert(open))).isNull();
            assertThat(paying.event(Shop.update(open, open))).isNull();
            assertThat(paying.event(OrderCompleted.class, Shop.update(open, paid))
                            .getEventId())
                    .isEqualTo("shop:refunds:1");
            assertThat(paying.event(Shop.update(paid, open))).isNull();
            assertThat(paying.event(Shop.delete(open))).isNull();
        }
    }
}
