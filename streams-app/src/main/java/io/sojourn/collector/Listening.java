package io.sojourn.collector;

import io.javalin.config.JavalinConfig;
import io.sojourn.CollectorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** How the collector hears: the address, TLS, and how long and how much anybody may take. */
final class Listening {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration IDLE_AT_STOP = Duration.ofMillis(50);
    /** How long a sender may take over a body. */
    static final Duration BODY_WITHIN = Duration.ofSeconds(10);

    private static final int LARGEST_HEADERS = 8 * 1024;
    private static final int BACKLOG = 1024;

    private final CollectorSettings settings;
    private final Bodies bodies;
    private @Nullable ServerConnector connector;

    Listening(CollectorSettings settings, Keys keys, Duration bodyWithin) {
        this.settings = settings;
        this.bodies = new Bodies(keys, settings.maxBody(), bodyWithin);
    }

    Bodies bodies() {
        return bodies;
    }

    void settle(JavalinConfig config) {
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(Listening::bound);
        config.jetty.modifyServer(server -> {
            server.insertHandler(bodies);
            server.insertHandler(new GracefulHandler());
            // An answer waits for the broker, so the stop waits that long too.
            server.setStopTimeout(settings.patience().plusSeconds(5).toMillis());
        });
        config.jetty.addConnector(this::connect);
    }

    /** Where it listens. */
    int port() {
        return connector == null ? -1 : connector.getLocalPort();
    }

    String url() {
        return (settings.tlsKeystore() == null ? "http://" : "https://") + settings.host() + ":" + port();
    }

    private Connector connect(Server server, HttpConfiguration http) {
        var keystore = settings.tlsKeystore();
        ConnectionFactory[] protocols = {new HttpConnectionFactory(http)};
        if (keystore != null) {
            http.addCustomizer(new SecureRequestCustomizer(false));
            var tls = tls(keystore);
            server.addBean(new KeyStoreScanner(tls));
            protocols =
                    new ConnectionFactory[] {new SslConnectionFactory(tls, protocols[0].getProtocol()), protocols[0]};
        }
        var listener = new ServerConnector(server, protocols);
        listener.setHost(settings.host());
        listener.setPort(settings.port());
        listener.setAcceptQueueSize(BACKLOG);
        listener.setIdleTimeout(IDLE.toMillis());
        // Connections that senders keep open for later need not hold up the stop.
        listener.setShutdownIdleTimeout(IDLE_AT_STOP.toMillis());
        connector = listener;
        return listener;
    }

    private SslContextFactory.Server tls(Path keystore) {
        if (!Files.isReadable(keystore)) {
            throw new IllegalStateException(
                    "The key store " + keystore + " cannot be read (setting collector.tls.keystore).");
        }
        var tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keystore.toUri().toString());
        tls.setKeyStorePassword(settings.tlsPassword());
        // Asked for by IP address, it cannot match a name.
        tls.setSniRequired(false);
        return tls;
    }

    private static void bound(HttpConfiguration http) {
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setSendServerVersion(false);
    }

    /** Nobody waits on these: bodies are gathered and brokers heard without them. */
    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(Math.max(16, 4 * Runtime.getRuntime().availableProcessors()), 4);
        threads.setName("sojourn-collector");
        threads.setDaemon(true);
        return threads;
    }
}
