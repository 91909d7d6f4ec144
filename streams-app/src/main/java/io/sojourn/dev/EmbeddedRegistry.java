package io.sojourn.dev;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sojourn.dev.registry.Registry;
import io.sojourn.dev.registry.RegistryApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A small schema registry in this process that Confluent's clients take for one of theirs: Avro, all compatibility levels,
 * its state in the topic {@code _schemas}, so that it survives a restart. It listens on 127.0.0.1 only and knows neither
 * schema references nor a second instance; a cluster runs a real one.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int THREADS = 4;

    static {
        // Else every answer waits some 40 ms for the reader's delayed acknowledgement (Nagle's algorithm).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Registry registry;
    private final boolean tls;

    private EmbeddedRegistry(HttpServer server, ExecutorService threads, Registry registry) {
        this.server = server;
        this.threads = threads;
        this.registry = registry;
        this.tls = server instanceof HttpsServer;
    }

    /**
     * Who may ask, and how.
     *
     * @param user the one user of HTTP basic authentication; null if nobody has to say who they are
     * @param password that user's
     * @param tls what the server speaks TLS with; null for plain HTTP
     */
    public record Door(
            @Nullable String user,
            @Nullable String password,
            @Nullable SSLContext tls) {
        /** Plain HTTP, nobody asked. */
        public static Door open() {
            return new Door(null, null, null);
        }

        /** The same, for one user only. */
        public Door withBasicAuth(String user, String password) {
            return new Door(user, password, tls);
        }

        /** The same, through TLS. */
        public Door withTls(SSLContext tls) {
            return new Door(user, password, tls);
        }
    }

    /**
     * Starts a registry.
     *
     * @param bootstrapServers the broker its schemas are kept on, which must run
     * @param port the port to listen on, 0 for any free one
     */
    public static EmbeddedRegistry start(String bootstrapServers, int port) {
        return start(bootstrapServers, port, Door.open());
    }

    /**
     * Starts a registry with a door that is not open to everybody.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static EmbeddedRegistry start(String bootstrapServers, int port, Door door) {
        // Before anything else: a taken port is the likeliest trouble, and the cheapest to find out.
        HttpServer server = listen(port, door);
        Registry registry;
        try {
            registry = new Registry(bootstrapServers);
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "embedded-registry-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        HttpContext everything = server.createContext("/", new RegistryApi(registry));
        if (door.user() != null) {
            everything.setAuthenticator(new OneUser(door.user(), String.valueOf(door.password())));
        }
        server.start();
        return new EmbeddedRegistry(server, threads, registry);
    }

    /** Its address, for {@code schema.registry.url}. */
    public String url() {
        return (tls ? "https://" : "http://") + HOST + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        registry.close();
    }

    private static HttpServer listen(int port, Door door) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            if (door.tls() == null) {
                return HttpServer.create(address, 0);
            }
            HttpsServer server = HttpsServer.create(address, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(door.tls()));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded registry cannot listen on port " + port, e);
        }
    }

    private static final class OneUser extends BasicAuthenticator {
        private final String user;
        private final String password;

        OneUser(String user, String password) {
            super("schema-registry");
            this.user = user;
            this.password = password;
        }

        @Override
        public boolean checkCredentials(String name, String secret) {
            return user.equals(name) && password.equals(secret);
        }
    }
}
