package io.sojourn.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** The other instances, asked over HTTP. */
final class Neighbours {
    /** On every request from one instance to another: who got it answers for itself and asks nobody. */
    static final String FORWARDED_BY = "Sojourn-Forwarded-By";

    private final HttpClient client;
    private final Duration patience;

    /** @param patience how long one request may take in all */
    Neighbours(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.compareTo(Duration.ofSeconds(2)) < 0 ? patience : Duration.ofSeconds(2))
                .build();
    }

    static boolean isForwarded(Context asked) {
        return asked.header(FORWARDED_BY) != null;
    }

    /** What a neighbour answers, whatever its status; {@link Problem} 503 in place of no answer. */
    CompletableFuture<Answer> ask(HostInfo host, String path, @Nullable HostInfo self) {
        var request = HttpRequest.newBuilder(URI.create("http://" + host.host() + ":" + host.port() + path))
                .timeout(patience)
                .header(FORWARDED_BY, self == null ? "unnamed" : self.host() + ":" + self.port())
                .header("Accept", "application/json")
                .build();
        return client.sendAsync(request, BodyHandlers.ofByteArray()).handle((response, failure) -> {
            if (failure != null) {
                throw silent(host, failure);
            }
            return answer(response);
        });
    }

    /** The answer, or the {@link Problem} there was in getting one. */
    static Answer await(CompletableFuture<Answer> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw e;
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var retryAfter = response.headers().firstValue("Retry-After").orElse(null);
        return new Answer(response.statusCode(), response.body(), retryAfter);
    }

    private static Problem silent(HostInfo host, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String how;
        if (cause instanceof HttpTimeoutException) {
            how = "did not answer in time";
        } else if (cause instanceof ConnectException) {
            how = "accepts no connection";
        } else if (cause instanceof IOException) {
            how = "broke off the connection";
        } else {
            how = "could not be asked (" + cause + ")";
        }
        return Problem.passing(
                "instance-silent",
                "The instance at " + host.host() + ":" + host.port() + " " + how + ".",
                "If it is down, its partitions move to the others within the session timeout: ask again. If it is up,"
                        + " check that its http.advertised can be reached from here.");
    }
}
