package io.sojourn.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.Settings;
import io.sojourn.stream.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.state.HostInfo;

/** A server on a free port, and someone who asks it. */
final class Served implements AutoCloseable {
    static final long MAX_LAG = 100;
    static final long MIN_FREE_DISK = 1_000;

    final FakeInstance instance = new FakeInstance();
    final Metrics metrics = new Metrics();
    final Figures figures = new Figures(metrics.registry());
    final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    Served() {
        // Nothing listens on port 1: whoever asks for a history learns that the broker is away.
        this(new HistoryReader(
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                (topic, bytes) -> {
                    throw new AssertionError("nothing to decode");
                },
                Duration.ofMillis(300),
                1));
    }

    Served(HistoryReader histories) {
        server = ApiServer.start(settings(0), instance, histories, metrics);
        instance.self = address();
    }

    static Settings settings(int port) {
        return Settings.defaults()
                .with("http.port", Integer.toString(port))
                .with("ready.max.lag", Long.toString(MAX_LAG))
                .with("ready.min.free.disk", Long.toString(MIN_FREE_DISK));
    }

    HostInfo address() {
        return new HostInfo("127.0.0.1", server.port());
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return Json.read(response.body());
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
