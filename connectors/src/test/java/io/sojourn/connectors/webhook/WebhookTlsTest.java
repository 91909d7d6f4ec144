package io.sojourn.connectors.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sojourn.connectors.webhook.Answer.Verdict;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver is believed to be who it is only by a certificate of its name, signed by somebody trusted. */
class WebhookTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path dir;

    @Test
    void certificate_and_name_are_checked() throws Exception {
        Path store = certificate();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity(store)));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
        int port = server.getAddress().getPort();
        try {
            assertThat(post("127.0.0.1", port).reason()).contains("SSLHandshakeException");
            System.setProperty("javax.net.ssl.trustStore", store.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
            assertThat(post("127.0.0.1", port).verdict()).isEqualTo(Verdict.DELIVERED);
            assertThat(post("localhost", port).verdict())
                    .as("a name that is not in the certificate")
                    .isEqualTo(Verdict.TRY_AGAIN);
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
            server.stop(0);
        }
    }

    private static Answer post(String host, int port) {
        Map<String, String> settings = Worker.settings("https://" + host + ":" + port + "/");
        settings.put(WebhookSettings.ALLOW_HTTP, "false");
        try (Receiver receiver =
                new Receiver(new WebhookSettings(settings), SystemDefaultDnsResolver.INSTANCE, Clock.systemUTC())) {
            return receiver.post(
                    Letter.sealed("a/b/1", "{}".getBytes(UTF_8), Instant.now(), SigningKey.in(Worker.SECRET)));
        }
    }

    private static SSLContext identity(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /** For 127.0.0.1 alone, made by the JDK's own tool. */
    private Path certificate() throws Exception {
        Path store = dir.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments = "-genkeypair -alias receiver -keyalg EC -dname CN=receiver -ext SAN=ip:127.0.0.1 -validity 2"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store;
        Process process = new ProcessBuilder((keytool + " " + arguments).split(" ", -1))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return store;
    }
}
