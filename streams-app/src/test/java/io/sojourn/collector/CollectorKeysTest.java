package io.sojourn.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.dev.SelfSigned;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may send, from where, and through what. */
class CollectorKeysTest {
    @TempDir
    Path dir;

    @Test
    void a_key_is_given_in_any_of_three_places() throws Exception {
        var file = Files.writeString(dir.resolve("keys"), "# of the shop\nsecret-1 shop\nsecret-2\n");
        try (var counter = new Counter("collector.keys.file=" + file)) {
            assertThat(counter.track(Counter.EVENT, "Authorization", basic("secret-1:"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(counter.track(Counter.EVENT, "Authorization", "Bearer secret-2")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(counter.track(Counter.EVENT.replace("{", "{\"writeKey\": \"secret-2\", "))
                            .statusCode())
                    .isEqualTo(200);

            for (var wrong : new String[] {
                basic("shop:"),
                basic("secret-3:"),
                basic(":secret-1"),
                "Bearer ",
                "Basic %%%",
                "Digest secret-1",
                "Basic"
            }) {
                var told = counter.track(Counter.EVENT, "Authorization", wrong);
                assertThat(told.statusCode()).as(wrong).isEqualTo(401);
                assertThat(told.body()).contains("key-unknown").doesNotContain("secret");
            }
            assertThat(counter.track(Counter.EVENT).statusCode()).isEqualTo(401);
            // A header counts before the body.
            assertThat(counter.track(
                                    Counter.EVENT.replace("{", "{\"writeKey\": \"secret-2\", "),
                                    "Authorization",
                                    basic("secret-3:"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(counter.taken).hasSize(3);
        }
    }

    @Test
    void keys_change_without_a_restart() throws Exception {
        var now = new AtomicLong();
        var file = Files.writeString(dir.resolve("keys"), "old");
        var keys = new Keys(file, now::get);
        assertThat(keys.admits("old")).isTrue();

        Files.writeString(file, "old\nnewer");
        assertThat(keys.admits("newer")).isFalse();
        now.addAndGet(1_000_000_000L);
        assertThat(keys.admits("newer")).isTrue();
        assertThat(keys.admits("old")).isTrue();

        Files.writeString(file, "newer");
        now.addAndGet(1_000_000_000L);
        assertThat(keys.admits("old")).isFalse();

        // What cannot be read, or holds no key, is a slip: those of before hold.
        Files.writeString(file, "");
        now.addAndGet(1_000_000_000L);
        assertThat(keys.admits("newer")).isTrue();
        Files.delete(file);
        now.addAndGet(1_000_000_000L);
        assertThat(keys.admits("newer")).isTrue();
    }

    @Test
    void without_keys_only_this_machine_is_listened_to() {
        assertThatThrownBy(() -> new Counter("collector.host=0.0.0.0"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("collector.keys.file");
        assertThatThrownBy(() -> new Counter("collector.keys.file=" + dir.resolve("none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none");
    }

    @Test
    void pages_of_named_origins_may_send_from_the_browser() throws Exception {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin,access-control-request-method");
        try (var counter = new Counter("collector.cors.origins=https://shop.example")) {
            var preflight = HttpRequest.newBuilder(counter.at("/v1/t"))
                    .method("OPTIONS", BodyPublishers.noBody())
                    .header("Origin", "https://shop.example")
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "authorization,content-type");
            var told = counter.send(preflight.build());
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(told.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
            assertThat(told.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                    .contains("authorization");
            assertThat(counter.track(Counter.EVENT, "Origin", "https://shop.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .contains("https://shop.example");
            assertThat(counter.track(Counter.EVENT, "Origin", "https://elsewhere.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void it_speaks_tls_with_a_key_store() throws Exception {
        var store = SelfSigned.in(dir);
        try (var counter = new Counter(
                "collector.tls.keystore=" + store, "collector.tls.keystore.password=" + SelfSigned.PASSWORD)) {
            var client = HttpClient.newBuilder().sslContext(trusting(store)).build();
            var told = client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + counter.collector.port() + "/v1/track"))
                            .POST(BodyPublishers.ofString(Counter.EVENT))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(told.statusCode()).isEqualTo(200);
        }
    }

    private static SSLContext trusting(Path store) throws Exception {
        var keys = KeyStore.getInstance(store.toFile(), SelfSigned.PASSWORD.toCharArray());
        var certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("collector", keys.getCertificate("sojourn"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
