package io.sojourn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.Settings;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.events.OrderCompleted;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole instances on one real broker, asked over HTTP. */
class TwoInstancesTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final List<String> CUSTOMERS =
            IntStream.range(0, 24).mapToObj(i -> "customer-" + i).toList();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void any_instance_answers_for_any_customer_and_one_takes_over_for_the_other(@TempDir Path dir) throws Exception {
        try (var broker = EmbeddedBroker.start(dir.resolve("broker"))) {
            var settings = Settings.defaults()
                    .with("kafka.bootstrap.servers", broker.bootstrapServers())
                    .with("schema.registry.url", "mock://two-instances")
                    .with("input.partitions", "2")
                    .with("ledger.partitions", "4")
                    .with("threads", "1")
                    .with("http.port", "0")
                    .with("ready.min.free.disk", "1");

            try (var alone = RunningInstance.start(
                    settings.with("state.dir", dir.resolve("one").toString()))) {
                order(settings);
                await().atMost(LONG).until(() -> countedBy(alone) == CUSTOMERS.size());
                tellsEverything(alone);
            }

            try (var one = RunningInstance.start(reachable(settings, dir.resolve("one")))) {
                try (var two = RunningInstance.start(reachable(settings, dir.resolve("two")))) {
                    await().atMost(LONG).until(() -> instancesSeenBy(one) == 2 && instancesSeenBy(two) == 2);
                    assertThat(countedBy(one)).isEqualTo(CUSTOMERS.size());
                    assertThat(countedBy(two)).isEqualTo(CUSTOMERS.size());
                    // Else nothing would be fetched from the other, and the next lines would prove little.
                    assertThat(two.pipeline().population()).isNotEmpty();
                    assertThat(one.pipeline().population()).isNotEmpty();
                    for (var customer : CUSTOMERS) {
                        assertThat(get(one, "/customers/" + customer).statusCode())
                                .isEqualTo(200);
                        assertThat(json(get(two, "/customers/" + customer)))
                                .isEqualTo(json(get(one, "/customers/" + customer)));
                    }
                    assertThat(get(one, "/customers/nobody").statusCode()).isEqualTo(404);
                    assertThat(get(two, "/customers/nobody").statusCode()).isEqualTo(404);
                }
                await().atMost(LONG).until(() -> instancesSeenBy(one) == 1 && countedBy(one) == CUSTOMERS.size());
                for (var customer : CUSTOMERS) {
                    assertThat(get(one, "/customers/" + customer).statusCode()).isEqualTo(200);
                }
            }
        }
    }

    private void tellsEverything(RunningInstance instance) {
        await().atMost(LONG).until(() -> get(instance, "/health/ready").statusCode() == 200);
        await().atMost(LONG)
                .until(() -> !json(get(instance, "/health/ready")).path("clock").isNull());
        assertThat(get(instance, "/health/live").statusCode()).isEqualTo(200);

        var customer = json(get(instance, "/customers/customer-7"));
        assertThat(customer.at("/rfm/gross").textValue()).isEqualTo("17.25");
        assertThat(customer.at("/nextDueAt").isTextual()).isTrue();
        var history = json(get(instance, "/customers/customer-7/history"));
        assertThat(history.path("entries")).hasSize(1);
        assertThat(history.at("/entries/0/to").textValue())
                .isEqualTo(customer.at("/stages/0/stage").textValue());
        assertThat(history.at("/entries/0/chain")).isEqualTo(customer.path("chain"));
        assertThat(get(instance, "/customers/nobody/history").statusCode()).isEqualTo(404);

        assertThat(get(instance, "/metrics").body())
                .contains("sojourn_events_accepted_total{topic=\"orders\"} 24.0")
                .contains("sojourn_clock_age_seconds{partition=\"3\"}")
                .contains("sojourn_clock_letter_age_seconds{task=\"1\"}")
                .contains("sojourn_lag ")
                .contains("sojourn_ready 1.0")
                .contains("kafka_stream_")
                .contains("kafka_consumer_fetch_manager_records_lag");
    }

    private static void order(Settings settings) throws Exception {
        try (var wire = new WireFormat(settings.registry());
                var producer = new KafkaProducer<>(
                        Map.<String, Object>copyOf(settings.kafka()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (var customer : CUSTOMERS) {
                var order = OrderCompleted.newBuilder()
                        .setEventId("event-of-" + customer)
                        .setCustomerId(customer)
                        .setOrderId("order-of-" + customer)
                        .setOccurredAt(Instant.now())
                        .setTotal(new BigDecimal("17.2500"))
                        .setCurrency(settings.currency())
                        .build();
                producer.send(new ProducerRecord<>(Topics.ORDERS, wire.encode(Topics.ORDERS, order)))
                        .get();
            }
        }
    }

    private static Settings reachable(Settings settings, Path state) throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(free.getLocalPort());
            return settings.with("state.dir", state.toString())
                    .with("http.port", port)
                    .with("http.advertised", "127.0.0.1:" + port);
        }
    }

    private long countedBy(RunningInstance instance) {
        var response = get(instance, "/stages");
        return response.statusCode() == 200
                ? json(response).at("/ladders/0/customers").longValue()
                : -1;
    }

    private int instancesSeenBy(RunningInstance instance) {
        var response = get(instance, "/stages");
        return response.statusCode() == 200 ? json(response).path("instances").intValue() : -1;
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(RunningInstance instance, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance.port() + path))
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
