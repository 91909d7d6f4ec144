package io.sojourn.server;

import static io.sojourn.server.Served.json;
import static io.sojourn.server.Served.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {
    private final Served served = new Served();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void a_customer_is_told_with_exact_money_and_times() {
        served.instance.customers.put("17850", Decided.standing("17850"));

        var response = served.get("/customers/17850");
        var customer = json(response);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(customer.at("/rfm/gross").textValue()).isEqualTo("412.505");
        assertThat(customer.at("/rfm/refunds").textValue()).isEqualTo("-0.005");
        assertThat(customer.at("/rfm/net").textValue()).isEqualTo("412.50");
        assertThat(customer.at("/stages/0/stage").textValue()).isEqualTo("dormant");
        assertThat(customer.at("/stages/0/since").textValue()).isEqualTo("2011-05-11T14:38:00.000Z");
        assertThat(customer.at("/stages/0/because").textValue()).isEqualTo("silence('order') >= 90d");
        assertThat(customer.at("/warnings/0/warning").textValue()).isEqualTo("silent-90-days");
        assertThat(customer.at("/nextDueAt").textValue()).isEqualTo("2011-08-09T14:38:00.000Z");
        assertThat(customer.at("/lifetime/lastVisitAt").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b", "50% off", "客户 7", "x?y#z", "semi;colon=1", "..", "plus+minus", "back\\slash", "%2F"})
    void an_id_may_hold_anything(String id) {
        served.instance.customers.put(id, Decided.standing(id));

        var escaped = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        var response = served.get("/customers/" + escaped.replace(".", "%2E"));

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(json(response).path("customerId").textValue()).isEqualTo(id);
    }

    @Test
    void an_unknown_customer_is_a_404_with_a_hint() {
        var response = served.get("/customers/nobody");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("error").textValue()).isEqualTo("customer-unknown");
        assertThat(json(response).path("hint").textValue()).contains("rejected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "%00", "a%0Ab"})
    void what_cannot_be_an_id_is_a_400(String escaped) {
        var response = served.get("/customers/" + escaped);

        assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
    }

    @Test
    void an_id_longer_than_intake_takes_is_a_400() {
        assertThat(served.get("/customers/" + "x".repeat(256)).statusCode()).isEqualTo(404);
        assertThat(served.get("/customers/" + "x".repeat(257)).statusCode()).isEqualTo(400);
    }

    @Test
    void an_unknown_address_is_a_404_in_json_too() {
        var response = served.get("/customer");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("error").textValue()).isEqualTo("address-unknown");
        assertThat(json(response).path("hint").textValue()).contains("/openapi.yaml");
    }

    @Test
    void a_customer_whose_partition_is_moving_is_a_503_that_says_when_to_ask_again() {
        served.instance.holdsPartition = false;

        var response = served.get("/customers/17850");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(response).path("error").textValue()).isEqualTo("partition-moving");
    }

    @Test
    void stages_are_counted() {
        served.instance.population.put("reference", Map.of("active", 7L));

        var population = json(served.get("/stages"));

        assertThat(population.at("/ladders/0/ladder").textValue()).isEqualTo("reference");
        assertThat(population.at("/ladders/0/customers").longValue()).isEqualTo(7);
        assertThat(population.at("/ladders/0/stages/0/stage").textValue()).isEqualTo("active");
        assertThat(population.path("instances").intValue()).isEqualTo(1);
    }

    @Test
    void a_history_that_the_broker_does_not_give_is_a_503() {
        var response = served.get("/customers/17850/history");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).path("error").textValue()).isEqualTo("kafka-unreachable");
    }

    @Test
    void a_bug_is_a_500_without_its_stack() {
        served.instance.beforeAnswering = () -> {
            throw new IllegalStateException("secret detail");
        };

        var response = served.get("/customers/17850");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(json(response).path("error").textValue()).isEqualTo("unexpected");
        assertThat(text(response)).doesNotContain("secret detail");
    }

    @Test
    void a_question_under_way_is_answered_before_the_server_stops() throws Exception {
        served.instance.customers.put("17850", Decided.standing("17850"));
        var asked = new CountDownLatch(1);
        var answerNow = new CountDownLatch(1);
        served.instance.beforeAnswering = () -> {
            asked.countDown();
            await(answerNow);
        };

        var answer = CompletableFuture.supplyAsync(() -> served.get("/customers/17850"));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        var port = served.server.port();
        var stopped = CompletableFuture.runAsync(served.server::close);
        // Only once it refuses newcomers has the stop begun; before that the test would prove nothing.
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> refusesNewcomers(port));
        assertThat(stopped).isNotDone();
        answerNow.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopped.get(10, TimeUnit.SECONDS);
    }

    private static boolean refusesNewcomers(int port) {
        try (var newcomer = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !newcomer.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    @Test
    void a_taken_port_is_said_with_the_setting_that_mends_it() {
        var histories = new HistoryReader(
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                (topic, bytes) -> Decided.standing(topic),
                Duration.ofSeconds(1),
                1);
        try (var metrics = new Metrics()) {
            assertThatThrownBy(() -> ApiServer.start(
                            Served.settings(served.server.port()), new FakeInstance(), histories, metrics))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("http.port");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
