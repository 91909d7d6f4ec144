package io.sojourn.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sojourn.events.OrderCompleted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An outage of the registry is never taken for poison, and poison never for an outage. */
class RegistryOutageTest {
    private static final byte[] SOME_RECORD = {0, 0, 0, 0, 7, 1, 2, 3};

    private final HttpServer server = loopbackServer();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile int status;
    private volatile String body = "";

    @BeforeEach
    void answer() {
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            questions.incrementAndGet();
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|{\"error_code\":401,\"message\":\"Unauthorized\"}",
                "403|{\"error_code\":40301,\"message\":\"Forbidden\"}",
                "500|{\"error_code\":50001,\"message\":\"Error in the backend data store\"}",
                "503|<html>Service Unavailable</html>",
                // Another server, or the wrong path: its 404 says nothing about schemas.
                "404|{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
                "404|<html>nginx</html>",
                "200|<html>Welcome</html>",
            })
    void any_answer_but_a_registrys_own_is_an_outage(int status, String body) {
        this.status = status;
        this.body = body;
        try (WireFormat wire = wire()) {
            assertThatThrownBy(() -> wire.decode(Topics.ORDERS, SOME_RECORD))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("schema id 7");
            assertThatThrownBy(() -> wire.encode(Topics.ORDERS, Orders.anOrder()))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void the_registrys_own_404_is_poison() {
        status = 404;
        body = "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}";
        try (WireFormat wire = wire()) {
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> wire.decode(Topics.ORDERS, SOME_RECORD))
                        .isInstanceOfSatisfying(
                                UnreadableRecordException.class,
                                refusal -> assertThat(refusal.reason())
                                        .isEqualTo(UnreadableRecordException.Reason.UNKNOWN_SCHEMA));
            }
        }
        assertThat(questions).as("a flood of one unknown id asks rarely").hasValueLessThan(20);
    }

    @Test
    void a_schema_of_another_kind_is_not_waited_for() {
        status = 200;
        body = "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\"; message A {}\"}";
        try (WireFormat wire = wire()) {
            assertThatThrownBy(() -> wire.decode(Topics.ORDERS, SOME_RECORD))
                    .isInstanceOfSatisfying(
                            UnreadableRecordException.class,
                            refusal -> assertThat(refusal.reason())
                                    .isEqualTo(UnreadableRecordException.Reason.UNEXPECTED_TYPE));
        }
    }

    @Test
    void a_refused_connection_is_an_outage() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (WireFormat wire = new WireFormat(Map.of("schema.registry.url", "http://127.0.0.1:" + port))) {
            assertThatThrownBy(() -> wire.decode(Topics.ORDERS, SOME_RECORD))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:canary@127.0.0.1:1",
                "http://me:c@nary/canary@127.0.0.1:1",
                "no-scheme://me:canary@here"
            })
    void a_login_in_the_address_is_not_repeated(String url) {
        try (WireFormat wire = new WireFormat(Map.of("schema.registry.url", url))) {
            assertThatThrownBy(() -> wire.decode(Topics.ORDERS, SOME_RECORD))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void a_server_that_never_answers_is_an_outage() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                WireFormat wire = new WireFormat(Map.of(
                        "schema.registry.url",
                        "http://127.0.0.1:" + silent.getLocalPort(),
                        "http.read.timeout.ms",
                        "200",
                        "max.retries",
                        "0"))) {
            assertThatThrownBy(() -> wire.decode(Topics.ORDERS, SOME_RECORD))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void what_was_seen_before_is_read_and_written_through_the_outage() {
        status = 200;
        body = "{\"id\":7,\"schema\":" + quoted(OrderCompleted.getClassSchema().toString()) + "}";
        try (WireFormat wire = wire()) {
            byte[] bytes = wire.encode(Topics.ORDERS, Orders.anOrder());
            assertThat(wire.decode(Topics.ORDERS, bytes)).isEqualTo(Orders.anOrder());

            server.stop(0);

            assertThat(wire.encode(Topics.ORDERS, Orders.anOrder())).isEqualTo(bytes);
            assertThat(wire.decode(Topics.ORDERS, bytes)).isEqualTo(Orders.anOrder());
        }
    }

    private WireFormat wire() {
        return new WireFormat(Map.of(
                "schema.registry.url", "http://127.0.0.1:" + server.getAddress().getPort(), "retries.wait.ms", "1"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static HttpServer loopbackServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
