package io.sojourn.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sojourn.ledger.ClockLetter;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the registry is away, a record waits; nobody is blamed and nobody is held for ever. */
class PatientWireTest {
    private static final ClockLetter LETTER = new ClockLetter(0);

    private final HttpServer registry = HttpServer.create();
    private final AtomicInteger questions = new AtomicInteger();
    private final CountedIntake figures = new CountedIntake();
    private volatile boolean away = true;
    private PatientWire patient;
    private WireFormat wire;

    PatientWireTest() throws IOException {
        registry.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            questions.incrementAndGet();
            byte[] answer = (away ? "{\"error_code\":50301,\"message\":\"closed\"}" : "{\"id\":7}").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        wire = new WireFormat(Map.of(
                "schema.registry.url",
                "http://127.0.0.1:" + registry.getAddress().getPort(),
                "max.retries",
                "0"));
        patient = new PatientWire(wire, figures::registryWaiting);
    }

    @BeforeEach
    void open() {
        registry.start();
    }

    @AfterEach
    void shut() {
        registry.stop(0);
        wire.close();
    }

    @Test
    void a_record_waits_until_the_registry_is_back() throws Exception {
        var bytes = CompletableFuture.supplyAsync(() -> patient.encode(Topics.CLOCK, LETTER));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> questions.get() >= 3);
        assertThat(bytes).isNotDone();
        assertThat(figures.waiting).hasSize(1);

        away = false;
        assertThat(bytes.get()).startsWith(0, 0, 0, 0, 7);
        assertThat(figures.waiting).isEmpty();
    }

    @Test
    void a_record_that_can_be_left_out_does_not_wait() {
        assertThat(patient.encodeIfReachable(Topics.CLOCK, LETTER)).isEmpty();
        away = false;
        assertThat(patient.encodeIfReachable(Topics.CLOCK, LETTER)).isPresent();
    }

    @Test
    void a_shutdown_ends_the_wait_with_nothing_decided() {
        var bytes = CompletableFuture.supplyAsync(() -> patient.encode(Topics.CLOCK, LETTER));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !figures.waiting.isEmpty());

        patient.stop();
        assertThatThrownBy(bytes::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TaskMigratedException.class);
        assertThat(figures.waiting).isEmpty();
    }
}
