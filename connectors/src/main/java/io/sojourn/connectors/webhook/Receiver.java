package io.sojourn.connectors.webhook;

import io.sojourn.connectors.webhook.AddressGuard.PrivateAddressException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Who decisions are posted to. Follows no redirect, keeps no cookie, uses no proxy of the machine, tries nothing twice by
 * itself. Apache's client, since the JDK's looks names up where nobody can check what it found.
 */
final class Receiver implements AutoCloseable {
    /** Of an answer nothing is needed but that it is whole; a longer one costs the connection. */
    private static final int READ_AT_MOST = 64 * 1024;

    private final URI url;
    private final HttpHost host;
    private final Duration patience;
    private final Clock clock;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService watch;

    Receiver(WebhookSettings settings, DnsResolver names, Clock clock) {
        this.url = settings.url();
        this.host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
        this.patience = settings.requestTimeout();
        this.clock = clock;
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout answer = Timeout.of(patience);
        int most = settings.maxInFlight();
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setMaxConnTotal(most)
                        .setMaxConnPerRoute(most)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(answer)
                                .setValidateAfterInactivity(Timeout.ofSeconds(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(answer)
                        .setResponseTimeout(answer)
                        .build())
                .setUserAgent("sojourn-webhooks/" + WebhookSinkConnector.ownVersion())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sojourn-webhook-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Posts once, and says what came of it within the time a request may take. */
    Answer post(Letter letter) {
        HttpPost post = new HttpPost(url);
        post.setHeader("webhook-id", letter.id());
        post.setHeader("webhook-timestamp", letter.timestamp());
        post.setHeader("webhook-signature", letter.signature());
        post.setEntity(new ByteArrayEntity(letter.body(), ContentType.parse(CloudEvent.CONTENT_TYPE)));
        AtomicBoolean tooLong = new AtomicBoolean();
        // Timeouts of sockets begin anew with each byte, and a receiver may send them one a minute.
        Future<?> end = watch.schedule(
                () -> {
                    tooLong.set(true);
                    post.cancel();
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = http.executeOpen(host, post, null);
            read(response.getEntity());
            return Answer.status(response.getCode(), rest(response.getFirstHeader(HttpHeaders.RETRY_AFTER)));
        } catch (PrivateAddressException e) {
            return Answer.refusal(String.valueOf(e.getMessage()));
        } catch (IOException | IllegalStateException e) {
            return unanswered(tooLong.get(), e);
        } finally {
            end.cancel(false);
            // The connection of an answer that was read to its end is kept already; any other is closed, not read on.
            post.cancel();
        }
    }

    private Answer unanswered(boolean tooLong, Exception trouble) {
        if (tooLong) {
            return Answer.none("did not answer within " + patience.toMillis() + " ms");
        } else if (trouble instanceof IllegalStateException bug) {
            // Only of a request that is broken off at that very moment does the client speak like this.
            throw bug;
        }
        return Answer.none("did not answer (" + trouble.getClass().getSimpleName() + ": " + trouble.getMessage() + ")");
    }

    private static void read(@Nullable HttpEntity entity) throws IOException {
        if (entity != null) {
            InputStream content = entity.getContent();
            long left = READ_AT_MOST;
            byte[] buffer = new byte[4096];
            for (int read = 0; read >= 0 && left > 0; left -= read) {
                read = content.read(buffer);
            }
        }
    }

    private Optional<Duration> rest(@Nullable Header header) {
        return RetryAfter.of(header == null ? null : header.getValue(), clock.instant());
    }

    /** Without what an address may hold of secrets: its path and query. */
    @Override
    public String toString() {
        return host.toURI();
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        watch.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }
}
