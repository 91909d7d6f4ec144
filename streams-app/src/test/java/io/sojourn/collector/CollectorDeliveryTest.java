package io.sojourn.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TimeoutException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A yes means that the broker has it; whatever stands in the way, the sender hears when to send again. */
class CollectorDeliveryTest {
    @TempDir
    Path dir;

    @Test
    void too_many_that_wait_for_the_broker_are_told_to_come_later() throws Exception {
        try (var counter = new Counter("collector.max.waiting=2")) {
            var slow = new CompletableFuture<Void>();
            counter.broker = event -> slow;
            var first = counter.trackLater();
            var second = counter.trackLater();
            await().until(() -> counter.get("/health/ready").statusCode() == 503);

            var third = counter.track(Counter.EVENT);

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).contains("1");
            slow.complete(null);
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(second.get().statusCode()).isEqualTo(200);
            assertThat(counter.track(Counter.EVENT).statusCode()).isEqualTo(200);
            assertThat(counter.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void what_the_broker_did_not_take_is_to_be_sent_again() throws Exception {
        try (var counter = new Counter()) {
            counter.broker = event -> CompletableFuture.failedFuture(new TimeoutException("late"));
            var told = counter.track(Counter.EVENT);
            assertThat(told.statusCode()).isEqualTo(503);
            assertThat(told.headers().firstValue("Retry-After")).contains("1");
            assertThat(told.body()).contains("not-delivered");
            assertThat(counter.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(counter.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void at_the_stop_what_is_under_way_is_answered_first() throws Exception {
        var counter = new Counter();
        var slow = new CompletableFuture<Void>();
        counter.broker = event -> slow;
        var underWay = counter.trackLater();
        await().until(() -> counter.get("/health/ready").body().contains("\"waiting\":1"));

        var stop = CompletableFuture.runAsync(counter::close);
        await().until(() -> refuses(counter));
        assertThat(counter.closed).as("the broker is still needed").isFalse();
        slow.complete(null);

        assertThat(underWay.get().statusCode()).isEqualTo(200);
        stop.get();
        assertThat(counter.closed).isTrue();
    }

    private static boolean refuses(Counter counter) throws Exception {
        try {
            return counter.track(Counter.EVENT).statusCode() == 503;
        } catch (ConnectException e) {
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void a_broker_that_is_away_is_said_to_be_and_found_again() throws Exception {
        try (var house = new House(dir);
                var collector = Collector.start(house.settings("collector.patience=1s"))) {
            assertThat(house.post(collector, "/v1/track", Counter.EVENT).status())
                    .isEqualTo(200);
            house.broker.close();
            var began = Instant.now();
            var away = house.post(collector, "/v1/track", Counter.EVENT);
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.response().headers().firstValue("Retry-After")).contains("1");
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(15));
            try (var again = io.sojourn.dev.EmbeddedBroker.start(dir)) {
                Assertions.assertThat(again.bootstrapServers()).isEqualTo(house.broker.bootstrapServers());
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> house.post(collector, "/v1/track", Counter.EVENT)
                                        .status()
                                == 200);
            }
        }
    }

    @Test
    void every_route_is_described_and_every_description_is_a_route() throws Exception {
        try (var counter = new Counter()) {
            var document = new ObjectMapper(new YAMLFactory())
                    .readTree(counter.get("/openapi.yaml").body());
            var routes = counter.collector.http().unsafe.internalRouter.allHttpHandlers().stream()
                    .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                    .filter(route -> !route.startsWith("BEFORE"))
                    .collect(Collectors.toCollection(TreeSet::new));
            var described = new TreeSet<String>();
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(
                                    method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
            assertThat(described).isEqualTo(routes).contains("POST /v1/batch", "POST /v1/events");
        }
    }

    @Test
    void a_failure_of_one_event_fails_the_request() {
        var delivery = new Delivery(
                event -> CompletableFuture.failedFuture(new IllegalStateException("no")), 5, System::nanoTime);
        var sent = delivery.deliver(java.util.List.of(new io.sojourn.events.CartViewed()));
        Assertions.assertThatThrownBy(sent::get).isInstanceOf(ExecutionException.class);
        assertThat(delivery.waiting()).isZero();
        assertThat(delivery.flows()).isFalse();
    }
}
