package io.sojourn.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is too much is refused soon, and a good sender beside does not notice. */
class CollectorLimitsTest {
    private static Counter counter;

    @BeforeAll
    static void open() throws Exception {
        counter = new Counter("collector.max.batch=3");
        counter.track(Counter.EVENT);
    }

    @AfterAll
    static void close() {
        counter.close();
    }

    @AfterEach
    void aGoodSenderIsStillServed() throws Exception {
        var began = Instant.now();
        assertThat(counter.track(Counter.EVENT).statusCode()).isEqualTo(200);
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    static Stream<Arguments> excesses() throws IOException {
        var million = 1_000_000;
        return Stream.of(
                Arguments.of("too deep", plain("[".repeat(100_000)), 400),
                Arguments.of("too deep, and well-formed", plain("{\"a\":".repeat(40) + "1" + "}".repeat(40)), 400),
                Arguments.of("a number of a million digits", plain("{\"a\":" + "9".repeat(million) + "}"), 400),
                Arguments.of("a text without end", plain("{\"a\":\"" + "x".repeat(100_000) + "\"}"), 400),
                Arguments.of("a name without end", plain("{\"" + "x".repeat(10_000) + "\":1}"), 400),
                Arguments.of("too many values", plain("[" + "1,".repeat(520_000) + "1]"), 400),
                Arguments.of("nothing", plain(""), 400),
                Arguments.of("no object", plain("7"), 400),
                Arguments.of("two documents", plain("{} {}"), 400),
                Arguments.of("no JSON", plain("userId=anna"), 400),
                Arguments.of("a huge exponent", order("1e999999999"), 400),
                Arguments.of("a tiny exponent", order("1e-999999999"), 400),
                Arguments.of("an exponent beyond all", order("1e99999999999999999999"), 400),
                Arguments.of("a huge exponent in a text", order("\"1e999999999\""), 400),
                Arguments.of("no number", order("NaN"), 400),
                Arguments.of(
                        "no UTF-8",
                        BodyPublishers.ofByteArray(
                                "{\"userId\": \"caf\u00e9\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)),
                        400),
                Arguments.of(
                        "overlong UTF-8",
                        BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}),
                        400),
                Arguments.of("too large", plain(" ".repeat(1 + (1 << 20))), 413),
                Arguments.of(
                        "too large without saying so",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3 << 20])),
                        413));
    }

    private static BodyPublisher plain(String body) {
        return BodyPublishers.ofString(body);
    }

    private static BodyPublisher order(String total) {
        return plain(
                "{\"userId\": \"a\", \"event\": \"Order Completed\", \"properties\": {\"order_id\": \"o\", \"total\": "
                        + total + "}}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("excesses")
    void excess_is_refused(String what, BodyPublisher body, int status) throws Exception {
        var began = Instant.now();

        int answered;
        try {
            answered = counter.track(body).statusCode();
        } catch (IOException e) {
            // The connection may be closed while the rest of a large body is still being sent.
            answered = status == 413 ? 413 : 0;
        }

        assertThat(answered).as(what).isEqualTo(status);
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_packed_body_is_unpacked_within_bounds() throws Exception {
        assertThat(counter.track(
                                BodyPublishers.ofByteArray(packed(Counter.EVENT.getBytes(UTF_8))),
                                "Content-Encoding",
                                "gzip")
                        .statusCode())
                .isEqualTo(200);
        var bomb = packed(new byte[50 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(counter.track(BodyPublishers.ofByteArray(bomb), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(413);
        assertThat(counter.track("not packed", "Content-Encoding", "gzip").statusCode())
                .isEqualTo(400);
        assertThat(counter.track(Counter.EVENT, "Content-Encoding", "br").statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_batch_has_its_bounds() throws Exception {
        var batch = "{\"batch\": [" + "{\"type\": \"page\", \"userId\": \"a\"},".repeat(3) + "{}]}";
        var told = counter.send(counter.request("/v1/batch", plain(batch)).build());
        assertThat(told.statusCode()).isEqualTo(413);
        assertThat(told.body()).contains("4 events", "collector.max.batch");
    }

    @Test
    void headers_have_their_bounds() throws Exception {
        var flood = HttpRequest.newBuilder(counter.at("/v1/track")).POST(plain(Counter.EVENT));
        for (int i = 0; i < 500; i++) {
            flood.header("x-flood-" + i, "y".repeat(100));
        }
        assertThat(counter.send(flood.build()).statusCode()).isEqualTo(431);
    }

    @Test
    void other_addresses_and_methods_are_refused_in_json() throws Exception {
        var told = counter.send(counter.request("/v2/track", plain("{}")).build());
        assertThat(told.statusCode()).isEqualTo(404);
        assertThat(told.body()).contains("address-unknown");
        assertThat(counter.get("/v1/track").statusCode()).isIn(404, 405);
    }

    /** More of them than there are threads: each says that much will come, and sends a byte. */
    @Test
    void slow_senders_hold_nobody_up() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 300; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), counter.collector.port());
                socket.getOutputStream()
                        .write("POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{".getBytes(UTF_8));
                slow.add(socket);
            }
            for (int i = 0; i < 20; i++) {
                aGoodSenderIsStillServed();
            }
            // After a while they are heard no longer.
            slow.get(0).setSoTimeout(20_000);
            var answer = new String(slow.get(0).getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("body-too-slow");
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }
}
