package io.sojourn.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.collector.House.Lying;
import io.sojourn.events.CartViewed;
import io.sojourn.events.CheckoutStarted;
import io.sojourn.events.Engaged;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.OrderUpdated;
import io.sojourn.events.PageViewed;
import io.sojourn.events.ProductAdded;
import io.sojourn.events.ProductViewed;
import io.sojourn.events.ProductsSearched;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.events.TicketOpened;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders send, and what then lies on the topics. */
class CollectorTest {
    private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    static Path dir;

    private static House house;
    private static Collector collector;

    @BeforeAll
    static void open() {
        house = new House(dir);
        collector = Collector.start(house.settings());
    }

    @AfterAll
    static void close() {
        collector.close();
        house.close();
    }

    @Test
    void an_order_completed_lies_on_orders_under_its_customer() {
        var told = house.post(collector, "/v1/track", """
                {"messageId": "m-1", "userId": "anna", "event": "Order Completed", "timestamp": "2026-01-31T13:00:00+01:00",
                 "properties": {"order_id": "o-1", "total": 59.970000000000006, "currency": "USD",
                   "products": [{"product_id": "p-1", "name": "Tea", "quantity": 3, "price": 19.99}, {"sku": "s-2"}]}}
                """);

        assertThat(told.status()).as(told.body().toString()).isEqualTo(200);
        assertThat(told.body().toString()).isEqualTo("{\"success\":true,\"taken\":1}");
        var lying = house.event("m-1");
        assertThat(lying.topic()).isEqualTo("orders");
        assertThat(lying.key()).isEqualTo("anna");
        var order = (OrderCompleted) lying.event();
        assertThat(order.getOrderId()).isEqualTo("o-1");
        assertThat(order.getOccurredAt()).isEqualTo(THEN);
        assertThat(order.getTotal()).isEqualTo("59.9700");
        assertThat(order.getCurrency()).isEqualTo("USD");
        assertThat(order.getLines())
                .extracting(line ->
                        line.getProductId() + " " + line.getName() + " " + line.getQuantity() + " " + line.getPrice())
                .containsExactly("p-1 Tea 3.0000 19.9900", "s-2 null 1.0000 0.0000");
    }

    @Test
    void every_name_of_the_spec_has_its_record() {
        var batch = """
                {"batch": [
                 {"type": "track", "messageId": "n-1", "userId": "bo", "event": "Order Updated",
                  "properties": {"order_id": "o-2", "revenue": "12.5"}},
                 {"type": "track", "messageId": "n-2", "userId": "bo", "event": "order_refunded",
                  "properties": {"order_id": "o-2", "total": 2.5}},
                 {"type": "track", "messageId": "n-3", "userId": "bo", "event": "Order Cancelled",
                  "properties": {"order_id": "o-2", "reason": "late"}},
                 {"type": "track", "messageId": "n-4", "userId": "bo", "event": "Product Viewed",
                  "properties": {"product_id": 507}},
                 {"type": "track", "messageId": "n-5", "userId": "bo", "event": "Product Added",
                  "properties": {"sku": "s-1", "cart_id": "c-1", "quantity": 2}, "context": {"campaign":
                  {"source": "mail", "name": "spring"}}},
                 {"type": "track", "messageId": "n-6", "userId": "bo", "event": "Cart Viewed",
                  "properties": {"cart_id": "c-1"}},
                 {"type": "track", "messageId": "n-7", "userId": "bo", "event": "Products Searched",
                  "properties": {"query": "tea"}},
                 {"type": "track", "messageId": "n-8", "userId": "bo", "event": "Checkout Started", "properties": {}},
                 {"type": "track", "messageId": "n-9", "userId": "bo", "event": "Review Written",
                  "properties": {"stars": 5, "helpful": true, "tags": ["a"], "nothing": null, "by_staff": false}},
                 {"type": "page", "messageId": "n-10", "userId": "bo", "properties": {"url": "https://shop.example/"}},
                 {"type": "screen", "messageId": "n-11", "userId": "bo", "name": "Home"},
                 {"type": "identify", "messageId": "n-12", "userId": "bo", "traits": {"name": "Bo",
                  "address": {"city": "Ghent"}, "createdAt": "2024-05-01T10:30:00+02:00", "email_consent": true,
                  "birthday": "1990-04-17T00:00:00.000Z", "phone": null}, "context": {"timezone": "Europe/Brussels"}}
                ]}
                """;

        var told = house.post(collector, "/v1/batch", batch);

        assertThat(told.status()).as(told.body().toString()).isEqualTo(200);
        var lying = house.all().stream()
                .filter(each -> each.get("eventId").toString().startsWith("n-"))
                .collect(Collectors.toMap(each -> each.get("eventId"), each -> each));
        assertThat(lying).hasSize(12);
        assertThat(((OrderUpdated) event(lying, "n-1")).getTotal()).isEqualTo("12.5000");
        assertThat(((OrderRefunded) event(lying, "n-2")).getAmount()).isEqualTo("2.5000");
        assertThat(((OrderCancelled) event(lying, "n-3")).getReason()).isEqualTo("late");
        assertThat(((ProductViewed) event(lying, "n-4")).getProductId()).isEqualTo("507");
        var added = (ProductAdded) event(lying, "n-5");
        assertThat(added.getQuantity()).isEqualTo("2.0000");
        assertThat(added.getCampaign().getName()).isEqualTo("spring");
        assertThat(((CartViewed) event(lying, "n-6")).getCartId()).isEqualTo("c-1");
        assertThat(((ProductsSearched) event(lying, "n-7")).getQuery()).isEqualTo("tea");
        assertThat(event(lying, "n-8")).isInstanceOf(CheckoutStarted.class);
        var engaged = (Engaged) event(lying, "n-9");
        assertThat(engaged.getKind()).isEqualTo("Review Written");
        assertThat(engaged.getProperties())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("stars", "5", "helpful", "true", "tags", "[\"a\"]", "by_staff", "false"));
        assertThat(((PageViewed) event(lying, "n-10")).getUrl()).isEqualTo("https://shop.example/");
        assertThat(((PageViewed) event(lying, "n-11")).getUrl()).isEqualTo("screen:Home");
        assertThat(((ProfileUpdated) event(lying, "n-12")).getAttributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "name", "Bo",
                        "address.city", "Ghent",
                        "registered_at", "2024-05-01T08:30:00Z",
                        "email_consent", "yes",
                        "birthday", "1990-04-17",
                        "phone", "",
                        "zone", "Europe/Brussels"));
        assertThat(lying(lying, "n-12").topic()).isEqualTo("profiles");
        assertThat(lying(lying, "n-9").topic()).isEqualTo("engagements");
    }

    private static Object event(Map<Object, Lying> lying, String id) {
        return lying(lying, id).event();
    }

    private static Lying lying(Map<Object, Lying> lying, String id) {
        return Objects.requireNonNull(lying.get(id), id);
    }

    @Test
    void of_a_batch_what_is_sound_is_taken_and_each_refusal_says_what_to_do() {
        var told = house.post(collector, "/v1/batch", """
                {"batch": [
                 {"type": "track", "messageId": "p-0", "userId": "cy", "event": "Cart Viewed"},
                 {"type": "track", "messageId": "p-1", "userId": "cy", "event": "Order Completed",
                  "properties": {"order_id": "o-3", "total": "lots"}},
                 {"type": "group", "messageId": "p-2", "userId": "cy", "groupId": "g"},
                 {"type": "track", "messageId": "p-3", "userId": "cy", "event": "Order Completed",
                  "properties": {"order_id": "o-4", "total": 5, "currency": "EUR"}},
                 {"type": "dance", "messageId": "p-4", "userId": "cy"},
                 7,
                 {"type": "track", "messageId": "p-6", "event": "Cart Viewed"}
                ]}
                """);

        assertThat(told.status()).isEqualTo(207);
        assertThat(told.body().path("success").booleanValue()).isFalse();
        assertThat(told.body().path("taken").intValue()).isEqualTo(1);
        assertThat(told.body().path("notKept").path(0).path("id").textValue()).isEqualTo("p-2");
        assertThat(told.body().path("refused").valueStream())
                .extracting(
                        each -> each.path("index") + " " + each.path("reason").textValue() + " "
                                + each.path("field").textValue() + " "
                                + each.path("value").textValue())
                .containsExactly(
                        "1 INVALID_VALUE properties.total lots",
                        "3 CURRENCY_NOT_ACCEPTED properties.currency EUR",
                        "4 UNEXPECTED_TYPE type dance",
                        "5 INVALID_VALUE batch 7",
                        "6 MISSING_ID userId null");
        assertThat(told.body().path("refused").path(0).path("hint").textValue()).contains("send a number");
        assertThat(house.event("p-0").key()).isEqualTo("cy");

        var alone = house.post(collector, "/v1/track", "{\"userId\": \"cy\", \"event\": \"Order Completed\"}");
        assertThat(alone.status()).isEqualTo(400);
        assertThat(alone.body().at("/refused/0/field").textValue()).isEqualTo("properties.order_id");
    }

    @Test
    void alias_and_group_are_understood_and_said_not_to_be_kept() {
        for (var call : List.of("alias", "group")) {
            var told = house.post(collector, "/v1/" + call, "{\"userId\": \"x\", \"previousId\": \"y\"}");
            assertThat(told.status()).isEqualTo(200);
            assertThat(told.body().at("/notKept/0/why").textValue()).contains(call);
        }
    }

    @Test
    void a_wrong_clock_is_corrected_and_a_journey_is_not() {
        var now = Instant.now();
        house.post(collector, "/v1/batch", """
                {"sentAt": "%s", "batch": [{"type": "page", "messageId": "t-1", "userId": "dee", "timestamp": "%s"}]}
                """.formatted(now.plusSeconds(7200), now.plusSeconds(7140)));
        house.post(collector, "/v1/batch", """
                {"sentAt": "%s", "batch": [{"type": "page", "messageId": "t-2", "userId": "dee",
                 "timestamp": "2020-02-02T02:02:02.020Z"}]}
                """.formatted(now));
        house.post(collector, "/v1/import", """
                {"sentAt": "2026-01-01T00:00:00Z", "batch": [{"type": "page", "messageId": "t-3", "userId": "dee",
                 "timestamp": "2011-02-02T02:02:02.020Z"}]}
                """);

        assertThat((Instant) house.event("t-1").get("occurredAt"))
                .isBetween(now.minusSeconds(61), now.minusSeconds(40));
        assertThat(house.event("t-2").get("occurredAt")).isEqualTo(Instant.parse("2020-02-02T02:02:02.020Z"));
        assertThat(house.event("t-3").get("occurredAt")).isEqualTo(Instant.parse("2011-02-02T02:02:02.020Z"));
    }

    @Test
    void who_has_no_user_id_is_known_by_the_anonymous_one_or_is_a_guest() {
        house.post(collector, "/v1/page", "{\"messageId\": \"a-1\", \"anonymousId\": \"507f\"}");
        assertThat(house.event("a-1").key()).isEqualTo("anonymous:507f");

        try (var guests = Collector.start(house.settings("collector.anonymous.prefix="))) {
            assertThat(house.post(guests, "/v1/page", "{\"messageId\": \"a-2\", \"anonymousId\": \"507f\"}")
                            .status())
                    .isEqualTo(200);
            var identified = house.post(guests, "/v1/identify", "{\"anonymousId\": \"507f\", \"traits\": {}}");
            assertThat(identified.status()).isEqualTo(400);
            assertThat(identified.body().at("/refused/0/field").textValue()).isEqualTo("userId");
        }
        assertThat(house.event("a-2").key()).isNull();
    }

    @Test
    void unknown_events_are_refused_where_that_is_wanted() {
        try (var strict = Collector.start(house.settings("collector.unknown=refuse"))) {
            var told = house.post(strict, "/v1/track", "{\"userId\": \"x\", \"event\": \"Song Played\"}");
            assertThat(told.status()).isEqualTo(400);
            assertThat(told.body().at("/refused/0/value").textValue()).isEqualTo("Song Played");
        }
    }

    @Test
    void cloud_events_come_in_three_modes() {
        var binary = house.post(
                collector,
                "/v1/events",
                "{\"ticketId\": \"t-1\", \"subject\": \"Broken cup\", \"complaint\": true}",
                "Content-Type",
                "application/json; charset=utf-8",
                "ce-specversion",
                "1.0",
                "ce-id",
                "1",
                "ce-source",
                "/desk",
                "ce-type",
                "io.sojourn.events.TicketOpened",
                "ce-subject",
                "caf%C3%A9",
                "ce-time",
                "2026-01-31T12:00:00Z");
        assertThat(binary.status()).as(binary.body().toString()).isEqualTo(200);
        var lying = house.event("/desk/1");
        assertThat(lying.topic()).isEqualTo("support");
        assertThat(lying.key()).isEqualTo("café");
        var opened = (TicketOpened) lying.event();
        assertThat(opened.getComplaint()).isTrue();
        assertThat(opened.getOccurredAt()).isEqualTo(THEN);

        var structured =
                house.post(collector, "/v1/events", """
                {"specversion": "1.0", "id": "2", "source": "/till", "type": "OrderCompleted", "time": "2026-01-31T12:00:00Z",
                 "data": {"eventId": "own", "customerId": "eve", "orderId": "o-9", "total": "12.50", "currency": "USD",
                 "lines": [{"productId": "p", "quantity": 1, "price": 12.5}]}}
                """, "Content-Type", "application/cloudevents+json; charset=UTF-8");
        assertThat(structured.status()).as(structured.body().toString()).isEqualTo(200);
        var order = (OrderCompleted) house.event("own").event();
        assertThat(order.getTotal()).isEqualTo(new BigDecimal("12.5000"));
        assertThat(order.getLines().get(0).getName()).isNull();

        var batched = house.post(collector, "/v1/events", """
                [{"specversion": "1.0", "id": "3", "source": "/crm", "type": "Engaged", "subject": "eve",
                  "data": {"kind": "call-made", "byStaff": true, "properties": {"minutes": 5}}},
                 {"specversion": "1.0", "id": "4", "source": "/crm", "type": "Engaged", "subject": "eve",
                  "data": {"knid": "call-made"}},
                 {"specversion": "1.0", "id": "5", "source": "/crm", "type": "Nonsense", "data": {}},
                 {"specversion": "1.0", "id": "6", "source": "/crm", "type": "TicketRated", "subject": "eve",
                  "data": {"ticketId": "t", "rating": 9}}]
                """, "Content-Type", "application/cloudevents-batch+json");
        assertThat(batched.status()).isEqualTo(207);
        assertThat(batched.body().path("refused").valueStream())
                .extracting(each ->
                        each.path("id").textValue() + " " + each.path("field").textValue())
                .containsExactly("4 data.knid", "5 type", "6 data.rating");
        assertThat(((Engaged) house.event("/crm/3").event()).getByStaff()).isTrue();

        assertThat(house.post(collector, "/v1/events", "{}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void browsers_send_to_short_addresses_in_plain_text() {
        var told = house.post(
                collector,
                "/v1/t",
                "{\"messageId\": \"b-1\", \"userId\": \"fay\", \"event\": \"Cart Viewed\", \"writeKey\": \"k\"}"
                        .getBytes(UTF_8),
                "Content-Type",
                "text/plain");
        assertThat(told.status()).isEqualTo(200);
        assertThat(house.event("b-1").topic()).isEqualTo("visits");
    }

    @Test
    void health_and_figures_are_told() {
        assertThat(house.get(collector, "/health/live").status()).isEqualTo(200);
        assertThat(house.get(collector, "/health/ready").body().path("up").booleanValue())
                .isTrue();
        house.post(collector, "/v1/page", "{\"userId\": \"gil\"}");
        var figures = new String(house.get(collector, "/metrics").response().body(), UTF_8);
        assertThat(figures)
                .contains(
                        "sojourn_collector_events_total{address=\"/v1/page\",outcome=\"taken\",reason=\"\"}",
                        "sojourn_collector_waiting",
                        "sojourn_collector_requests_seconds_count{status=\"200\"}");
    }
}
