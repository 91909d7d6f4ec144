package io.sojourn.collector;

import io.sojourn.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** A collector whose broker is a list: each event is taken at once, unless told otherwise. */
final class Counter implements AutoCloseable {
    static final String EVENT = "{\"userId\": \"anna\", \"event\": \"Cart Viewed\"}";

    static final Duration BODY_WITHIN = Duration.ofSeconds(3);

    final List<SpecificRecord> taken = new CopyOnWriteArrayList<>();
    volatile Function<SpecificRecord, CompletableFuture<?>> broker = this::take;
    volatile boolean closed;
    final Collector collector;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    Counter(String... settings) {
        var all = Settings.defaults().with("collector.port", "0");
        for (var each : settings) {
            int equals = each.indexOf('=');
            all = all.with(each.substring(0, equals), each.substring(equals + 1));
        }
        var delivery =
                new Delivery(event -> broker.apply(event), all.collector().maxWaiting(), System::nanoTime);
        collector = Collector.start(all, delivery, () -> closed = true, InstantSource.system(), BODY_WITHIN);
        address = "http://127.0.0.1:" + collector.port();
    }

    CompletableFuture<?> take(SpecificRecord event) {
        taken.add(event);
        return CompletableFuture.completedFuture(event);
    }

    URI at(String path) {
        return URI.create(address + path);
    }

    HttpRequest.Builder request(String path, BodyPublisher body) {
        return HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(30)).POST(body);
    }

    HttpResponse<String> track(String body, String... headers) throws Exception {
        return track(BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> track(BodyPublisher body, String... headers) throws Exception {
        var request = request("/v1/track", body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(at(path)).build());
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> trackLater() {
        return client.sendAsync(
                request("/v1/track", BodyPublishers.ofString(EVENT)).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        collector.close();
    }
}
