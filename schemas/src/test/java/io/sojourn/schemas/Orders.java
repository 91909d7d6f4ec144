package io.sojourn.schemas;

import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Orders for tests to send about. */
final class Orders {
    private Orders() {}

    static OrderCompleted anOrder() {
        OrderLine line = OrderLine.newBuilder()
                .setProductId("85123A")
                .setName("白色挂心灯")
                .setQuantity(new BigDecimal("6.0000"))
                .setPrice(new BigDecimal("2.5500"))
                .build();
        return OrderCompleted.newBuilder()
                .setEventId("e-1")
                .setCustomerId("17850")
                .setOrderId("536365")
                .setOccurredAt(Instant.parse("2010-12-01T08:26:00.123Z"))
                .setTotal(new BigDecimal("15.3000"))
                .setCurrency("GBP")
                .setLines(List.of(line))
                .build();
    }
}
