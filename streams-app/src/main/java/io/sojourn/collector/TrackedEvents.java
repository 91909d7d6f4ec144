package io.sojourn.collector;

import io.sojourn.events.Campaign;
import io.sojourn.events.CartViewed;
import io.sojourn.events.CheckoutStarted;
import io.sojourn.events.Engaged;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderLine;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.OrderUpdated;
import io.sojourn.events.PageViewed;
import io.sojourn.events.ProductAdded;
import io.sojourn.events.ProductViewed;
import io.sojourn.events.ProductsSearched;
import io.sojourn.intake.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The events of the e-commerce spec that are tracked by name, and our own for each. {@code docs/collector.md} has the table. */
final class TrackedEvents {
    private static final String[] PRODUCT = {"product_id", "productId", "sku"};
    private static final String[] ORDER = {"order_id", "orderId"};
    private static final String[] CART = {"cart_id", "cartId"};
    private static final String[] AMOUNT = {"total", "revenue", "value"};

    private final String currency;
    private final boolean refuseUnknown;

    /**
     * @param currency of amounts that name none
     * @param refuseUnknown whether events without a place of their own are refused, or engagements
     */
    TrackedEvents(String currency, boolean refuseUnknown) {
        this.currency = currency;
        this.refuseUnknown = refuseUnknown;
    }

    SpecificRecord read(String name, Head head, Fields properties, Fields context) throws RefusedException {
        return switch (name.strip().toLowerCase(Locale.ROOT).replace('_', ' ')) {
            case "order completed" -> completed(head, properties);
            case "order updated" -> updated(head, properties);
            case "order refunded" -> refunded(head, properties);
            case "order cancelled", "order canceled" -> cancelled(head, properties);
            case "product viewed" -> productViewed(head, properties, context);
            case "product added" -> productAdded(head, properties, context);
            case "cart viewed" ->
                new CartViewed(
                        head.eventId(), head.customerId(), head.occurredAt(), properties.text(CART), campaign(context));
            case "products searched" ->
                new ProductsSearched(
                        head.eventId(),
                        head.customerId(),
                        head.occurredAt(),
                        properties.requiredText("say what was searched for", "query"),
                        campaign(context));
            case "checkout started" ->
                new CheckoutStarted(
                        head.eventId(), head.customerId(), head.occurredAt(), properties.text(CART), campaign(context));
            default -> engaged(name, head, properties, context);
        };
    }

    PageViewed viewed(Head head, @Nullable String url, Fields context) throws RefusedException {
        return new PageViewed(head.eventId(), head.customerId(), head.occurredAt(), url, campaign(context));
    }

    private OrderCompleted completed(Head head, Fields properties) throws RefusedException {
        return new OrderCompleted(
                head.eventId(),
                head.customerId(),
                orderId(properties),
                head.occurredAt(),
                total(properties),
                currency(properties),
                lines(properties));
    }

    private OrderUpdated updated(Head head, Fields properties) throws RefusedException {
        return new OrderUpdated(
                head.eventId(),
                head.customerId(),
                orderId(properties),
                head.occurredAt(),
                total(properties),
                currency(properties),
                lines(properties));
    }

    private OrderRefunded refunded(Head head, Fields properties) throws RefusedException {
        return new OrderRefunded(
                head.eventId(),
                head.customerId(),
                properties.text(ORDER),
                head.occurredAt(),
                properties.requiredDecimal("say how much went back", AMOUNT),
                currency(properties),
                lines(properties));
    }

    private static OrderCancelled cancelled(Head head, Fields properties) throws RefusedException {
        return new OrderCancelled(
                head.eventId(), head.customerId(), orderId(properties), head.occurredAt(), properties.text("reason"));
    }

    private static ProductViewed productViewed(Head head, Fields properties, Fields context) throws RefusedException {
        return new ProductViewed(
                head.eventId(), head.customerId(), head.occurredAt(), productId(properties), campaign(context));
    }

    private static ProductAdded productAdded(Head head, Fields properties, Fields context) throws RefusedException {
        return new ProductAdded(
                head.eventId(),
                head.customerId(),
                head.occurredAt(),
                productId(properties),
                properties.text(CART),
                quantity(properties),
                campaign(context));
    }

    private Engaged engaged(String name, Head head, Fields properties, Fields context) throws RefusedException {
        if (refuseUnknown) {
            throw new RefusedException(
                    Reason.UNEXPECTED_TYPE,
                    "event",
                    name,
                    "use a name of the e-commerce spec, or have such events kept (setting collector.unknown=engage)");
        }
        var details = new HashMap<String, String>();
        for (var property : properties.all()) {
            if (!Fields.isAbsent(property.getValue())) {
                details.put(property.getKey(), Fields.plain(property.getValue()));
            }
        }
        return new Engaged(
                head.eventId(),
                head.customerId(),
                head.occurredAt(),
                name.strip(),
                context.in("campaign").text("name"),
                properties.flag("by_staff"),
                details);
    }

    private static String orderId(Fields properties) throws RefusedException {
        return properties.requiredText("say which order it is", ORDER);
    }

    private static String productId(Fields properties) throws RefusedException {
        return properties.requiredText("say which product it is, by product_id or sku", PRODUCT);
    }

    private static BigDecimal total(Fields properties) throws RefusedException {
        return properties.requiredDecimal("say what the customer pays; zero is allowed", AMOUNT);
    }

    private static BigDecimal quantity(Fields properties) throws RefusedException {
        var quantity = properties.decimal("quantity");
        return quantity == null ? BigDecimal.ONE.setScale(4) : quantity;
    }

    private String currency(Fields properties) throws RefusedException {
        var given = properties.text("currency");
        return given == null ? currency : given.strip().toUpperCase(Locale.ROOT);
    }

    private static List<OrderLine> lines(Fields properties) throws RefusedException {
        var lines = new ArrayList<OrderLine>();
        for (var product : properties.list("products")) {
            var price = product.decimal("price");
            lines.add(new OrderLine(
                    productId(product),
                    product.text("name"),
                    quantity(product),
                    price == null ? BigDecimal.ZERO.setScale(4) : price));
        }
        return lines;
    }

    /** UTM parameters, which the libraries put there. */
    private static @Nullable Campaign campaign(Fields context) throws RefusedException {
        var said = context.in("campaign");
        var campaign = new Campaign(
                said.text("source"), said.text("medium"), said.text("name"), said.text("term"), said.text("content"));
        return campaign.equals(new Campaign(null, null, null, null, null)) ? null : campaign;
    }
}
