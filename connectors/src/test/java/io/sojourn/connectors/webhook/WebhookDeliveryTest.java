package io.sojourn.connectors.webhook;

import static io.sojourn.connectors.webhook.Samples.dormant;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.connectors.webhook.Mailbox.Kept;
import io.sojourn.decisions.StageTransition;
import io.sojourn.events.OrderCancelled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sink before receivers of every kind: each decision arrives or stands in the dead-letter topic, in order. */
class WebhookDeliveryTest {
    private final Instant now = Instant.now();

    private @Nullable Mailbox mailbox;
    private @Nullable Worker worker;

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.close();
        }
        if (mailbox != null) {
            mailbox.close();
        }
    }

    private Mailbox mailbox(Mailbox.Manner manner) {
        mailbox = new Mailbox(manner);
        return mailbox;
    }

    private Worker worker(Mailbox receiver, String... settings) {
        worker = Worker.started(receiver.url(), settings);
        return worker;
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(20));
    }

    private static void untilDone(Worker worker) {
        soon().until(worker::isDone);
    }

    @Test
    void what_arrives_is_a_signed_cloud_event() {
        Mailbox receiver = mailbox((exchange, number) -> 204);
        Worker connect = worker(receiver);
        StageTransition decision = dormant("顾客.1", 3, now);
        connect.put(decision);
        untilDone(connect);

        assertThat(receiver.kept()).hasSize(1);
        Kept letter = receiver.kept().get(0);
        JsonNode event = letter.event();
        assertThat(letter.contentType()).isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo("顾客.1/reference/3");
        assertThat(event.path("type").asText()).isEqualTo("io.sojourn.stage-transition");
        assertThat(event.path("source").asText()).isEqualTo("sojourn");
        assertThat(event.path("subject").asText()).isEqualTo("顾客.1");
        assertThat(Instant.parse(event.path("time").asText())).isEqualTo(decision.getEffectiveAt());
        assertThat(event.path("data").path("to").asText()).isEqualTo("DORMANT");
        assertThat(new String(letter.body(), UTF_8)).contains("\"net\":412.50}", "\"supersedes\":null");
        // What a header cannot hold is percent-encoded, and full stops, so that nobody can shift id and timestamp.
        assertThat(letter.id()).isEqualTo("%E9%A1%BE%E5%AE%A2%2E1/reference/3");
        assertThat(Verifier.accepts(Worker.SECRET, letter)).isTrue();
    }

    @Test
    void a_receiver_with_every_fault_gets_all_in_order_and_knows_what_came_twice() {
        Mailbox receiver = mailbox((exchange, number) -> switch (number % 9) {
            case 1 -> 500;
            case 3 -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                yield 429;
            }
            case 5 -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
                yield 0; // closes before the rest
            }
            case 7 -> {
                Thread.sleep(400);
                yield 204;
            }
            default -> 204;
        });
        Worker connect = worker(receiver, WebhookSettings.REQUEST_TIMEOUT, "200");
        List<String> sent = new ArrayList<>();
        for (int ordinal = 1; ordinal <= 10; ordinal++) {
            for (int customer = 0; customer < 12; customer++) {
                StageTransition decision = dormant("c-" + customer, ordinal, now);
                sent.add(decision.getId());
                connect.put(decision);
            }
            if (ordinal == 5) {
                receiver.goDown();
            }
        }
        soon().pollDelay(Duration.ofMillis(700)).until(() -> true);
        receiver.comeBack();
        soon().until(() -> {
            connect.lookIn();
            long committed = connect.committed();
            assertThat(receiver.acknowledged()).containsAll(sent.subList(0, (int) committed));
            return committed == sent.size();
        });

        assertThat(receiver.acknowledged()).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(receiver.kept()).hasSizeGreaterThan(sent.size());
        assertThat(connect.dead).isEmpty();
        assertThat(byCustomer(new LinkedHashSet<>(receiver.ids()).stream().toList()))
                .as("the first of each id, customer by customer")
                .isEqualTo(byCustomer(sent));
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        for (Kept letter : receiver.kept()) {
            assertThat(Verifier.accepts(Worker.SECRET, letter)).isTrue();
            assertThat(bodies.computeIfAbsent(letter.id(), id -> letter.body())).isEqualTo(letter.body());
        }
    }

    private static Map<String, List<String>> byCustomer(List<String> ids) {
        Map<String, List<String>> found = new TreeMap<>();
        ids.forEach(id -> found.computeIfAbsent(id.substring(0, id.indexOf('/')), customer -> new ArrayList<>())
                .add(id));
        return found;
    }

    @Test
    void one_request_a_customer_and_so_many_in_all_as_allowed() {
        Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
        AtomicInteger all = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger mostOfOne = new AtomicInteger();
        Mailbox receiver = mailbox((exchange, number) -> {
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            AtomicInteger ofOne =
                    underWay.computeIfAbsent(id.substring(0, id.indexOf('/')), each -> new AtomicInteger());
            mostOfOne.accumulateAndGet(ofOne.incrementAndGet(), Math::max);
            most.accumulateAndGet(all.incrementAndGet(), Math::max);
            Thread.sleep(20);
            ofOne.decrementAndGet();
            all.decrementAndGet();
            return 204;
        });
        Worker connect = worker(receiver, WebhookSettings.MAX_IN_FLIGHT, "4");
        for (int i = 0; i < 60; i++) {
            connect.put(dormant("c-" + i % 10, i, now));
        }
        untilDone(connect);

        assertThat(mostOfOne).hasValue(1);
        assertThat(most).hasValue(4);
    }

    @Test
    void a_receiver_that_asks_for_rest_gets_it_from_everybody() {
        List<Instant> times = Collections.synchronizedList(new ArrayList<>());
        Mailbox receiver = mailbox((exchange, number) -> {
            times.add(Instant.now());
            if (number == 1) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                return 503;
            }
            return 204;
        });
        Worker connect = worker(receiver, WebhookSettings.MAX_IN_FLIGHT, "1");
        connect.put(dormant("a", 1, now), dormant("b", 1, now), dormant("c", 1, now));
        untilDone(connect);

        assertThat(times).hasSize(4);
        assertThat(times.subList(1, 4))
                .allSatisfy(
                        time -> assertThat(Duration.between(times.get(0), time)).isGreaterThan(Duration.ofMillis(950)));
    }

    @Test
    void a_date_to_come_again_at_is_understood() {
        Mailbox receiver = mailbox((exchange, number) -> {
            if (number == 1) {
                exchange.getResponseHeaders()
                        .set(
                                "Retry-After",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        Instant.now().plusSeconds(2).atOffset(ZoneOffset.UTC)));
                return 429;
            }
            return 204;
        });
        Worker connect = worker(receiver);
        Instant begin = Instant.now();
        connect.put(dormant("a", 1, now));
        untilDone(connect);

        assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofMillis(900));
        assertThat(receiver.kept()).hasSize(2);
    }

    @Test
    void a_refusal_goes_to_the_dead_letter_topic_at_once_and_the_customer_goes_on() {
        Mailbox receiver = mailbox((exchange, number) -> number == 1 ? 410 : 204);
        Worker connect = worker(receiver);
        connect.put(dormant("a", 1, now), dormant("a", 2, now));
        untilDone(connect);

        assertThat(receiver.ids()).containsExactly("a/reference/1", "a/reference/2");
        assertThat(connect.dead)
                .containsExactly(new Worker.Dead(
                        0,
                        "decision a/reference/1: the receiver answered 410, which another attempt would not change"));
    }

    @Test
    void an_answer_without_end_is_an_answer_and_connections_are_used_again() {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        Mailbox receiver = mailbox((exchange, number) -> {
            ports.add(exchange.getRemoteAddress().getPort());
            if (number == 1) {
                exchange.sendResponseHeaders(200, 0);
                byte[] more = new byte[8192];
                while (true) {
                    exchange.getResponseBody().write(more); // until nobody listens
                }
            }
            return 204;
        });
        Worker connect = worker(receiver);
        connect.put(dormant("a", 1, now), dormant("a", 2, now), dormant("a", 3, now), dormant("a", 4, now));
        untilDone(connect);

        assertThat(receiver.ids()).containsExactly("a/reference/1", "a/reference/2", "a/reference/3", "a/reference/4");
        assertThat(ports).hasSize(2);
    }

    @Test
    void a_redirect_is_not_followed() {
        Mailbox receiver = mailbox((exchange, number) -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            return 307;
        });
        Worker connect = worker(receiver);
        connect.put(dormant("a", 1, now));
        untilDone(connect);

        assertThat(receiver.kept()).hasSize(1);
        assertThat(connect.dead)
                .extracting(Worker.Dead::reason)
                .singleElement()
                .asString()
                .contains("answered 307");
    }

    @Test
    void after_its_time_a_decision_is_a_dead_letter_with_the_last_reason() {
        Mailbox receiver = mailbox((exchange, number) -> 503);
        Worker connect = worker(receiver, WebhookSettings.RETRY_FOR, "300");
        connect.put(dormant("a", 1, now));
        untilDone(connect);

        assertThat(receiver.kept()).hasSizeGreaterThan(1);
        assertThat(connect.dead)
                .extracting(Worker.Dead::reason)
                .singleElement()
                .asString()
                .startsWith("decision a/reference/1: not delivered within 300 ms (retry.for.ms)")
                .contains("attempts failed, the last: the receiver answered 503");
    }

    @Test
    void what_becomes_too_late_while_it_waits_is_not_sent_late() {
        Mailbox receiver = mailbox((exchange, number) -> 500);
        Worker connect = worker(receiver, WebhookSettings.MAX_AGE, "1000");
        connect.put(dormant("a", 1, Instant.now().minusMillis(630)));
        untilDone(connect);

        assertThat(receiver.kept()).isNotEmpty();
        assertThat(connect.dead)
                .extracting(Worker.Dead::reason)
                .singleElement()
                .asString()
                .contains("too late to act on it since")
                .contains("answered 500");
    }

    @Test
    void what_is_no_decision_is_a_dead_letter_and_holds_up_nobody() {
        Mailbox receiver = mailbox((exchange, number) -> 204);
        Worker connect = worker(receiver);
        connect.putBytes(new byte[] {1, 2, 3});
        connect.put(new OrderCancelled("e-1", "a", "o-1", now, null));
        connect.put(dormant("a", 1, now));
        untilDone(connect);

        assertThat(receiver.ids()).containsExactly("a/reference/1");
        assertThat(connect.dead).hasSize(2);
        assertThat(connect.dead.get(0).reason()).startsWith("NOT_AVRO");
        assertThat(connect.dead.get(1).reason()).contains("io.sojourn.events.OrderCancelled is no decision");
    }

    @Test
    void a_dead_letter_that_cannot_be_kept_ends_the_task_and_is_not_committed() {
        Mailbox receiver = mailbox((exchange, number) -> 410);
        Worker connect = worker(receiver);
        connect.deadLetterTrouble = new IllegalStateException("no such topic");
        connect.put(dormant("a", 1, now));

        soon().untilAsserted(() -> assertThatThrownBy(connect::lookIn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("dead-letter topic does not take"));
        assertThat(connect.committed()).isZero();
    }

    @Test
    void a_wrong_converter_is_named() {
        Worker connect = worker(mailbox((exchange, number) -> 204));
        assertThatThrownBy(() -> connect.putBytes("text"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("value.converter")
                .hasMessageContaining("org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    @Test
    void while_the_registry_is_away_nothing_of_a_batch_is_taken() {
        Mailbox receiver = mailbox((exchange, number) -> 204);
        Worker connect = worker(receiver, WebhookSettings.REGISTRY_URL, "http://127.0.0.1:1");
        assertThatThrownBy(() -> connect.put(dormant("a", 1, now))).isInstanceOf(RetriableException.class);
        assertThat(receiver.kept()).isEmpty();
    }

    @Test
    void much_under_way_stops_the_reading_until_half_of_it_is_done() {
        CountDownLatch gate = new CountDownLatch(1);
        Mailbox receiver = mailbox((exchange, number) -> {
            gate.await();
            return 204;
        });
        Worker connect = worker(receiver, WebhookSettings.MAX_PENDING, "4");
        StageTransition[] five = new StageTransition[5];
        Arrays.setAll(five, i -> dormant("c-" + i, 1, now));
        connect.put(five);
        assertThat(connect.paused).containsExactly(Worker.PARTITION);

        gate.countDown();
        untilDone(connect);
        connect.lookIn();
        assertThat(connect.paused).isEmpty();
    }

    @Test
    void what_another_task_has_by_now_is_not_begun_here() {
        CountDownLatch gate = new CountDownLatch(1);
        Mailbox receiver = mailbox((exchange, number) -> {
            gate.await();
            return 204;
        });
        Worker connect = worker(receiver);
        connect.put(dormant("a", 1, now), dormant("a", 2, now));
        soon().until(() -> receiver.kept().size() == 1);
        assertThat(connect.committed()).isZero();
        connect.task.close(List.of(Worker.PARTITION));
        gate.countDown();

        soon().pollDelay(Duration.ofMillis(200)).until(() -> true);
        assertThat(receiver.ids()).containsExactly("a/reference/1");
    }

    @Test
    void a_stopped_task_leaves_the_rest_uncommitted_and_the_next_one_sends_it() {
        Mailbox receiver = mailbox((exchange, number) -> number == 1 ? 204 : 500);
        Worker connect = worker(receiver);
        connect.put(dormant("a", 1, now), dormant("a", 2, now));
        soon().until(() -> receiver.kept().size() > 1);
        assertThat(connect.committed()).isEqualTo(1);
        connect.task.stop();
        assertThat(connect.committed()).isEqualTo(1);
    }
}
