package io.sojourn.connectors.rows;

import static io.sojourn.connectors.rows.Shop.CHANGED;
import static io.sojourn.connectors.rows.Shop.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.events.OrderRefunded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefundRowsTest {
    private static final Instant REFUNDED = Instant.parse("2026-03-03T10:00:00Z");

    private final Door door = Door.ofShop();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void a_new_row_is_money_that_went_back() {
        assertThat(door.event(Shop.insert(refund(1, "5.00")))).isEqualTo(told("shop:public.refunds:1", REFUNDED, "5"));
    }

    @Test
    void another_amount_is_a_refund_of_the_difference() {
        assertThat(door.event(Shop.update(refund(1, "5.00"), refund(1, "7.50"))))
                .isEqualTo(told("shop:public.refunds:1:updated:200", CHANGED, "2.5"));
        assertThat(door.event(Shop.update(refund(1, "5.00"), refund(1, "5.00"))))
                .isNull();
    }

    @Test
    void a_row_that_goes_takes_it_back() {
        assertThat(door.event(Shop.delete(refund(1, "5.00"))))
                .isEqualTo(told("shop:public.refunds:1:deleted", CHANGED, "-5"));
    }

    @Test
    void an_amount_filled_in_later_is_the_refund_itself() {
        assertThat(door.event(Shop.update(refund(1, null), refund(1, "5.00"))))
                .isEqualTo(told("shop:public.refunds:1", REFUNDED, "5"));
        assertThatThrownBy(() -> door.event(Shop.insert(refund(1, null))))
                .hasMessageContaining("table public.refunds, column amount: fill it");
    }

    @Test
    void without_the_row_as_it_was_a_change_is_not_told() {
        assertThat(door.event(Shop.updateWithoutBefore(refund(1, "7.50")))).isNull();
    }

    private static OrderRefunded told(String id, Instant at, String amount) {
        return new OrderRefunded(id, "anna", "42", at, new BigDecimal(amount).setScale(4), "EUR", List.of());
    }
}
