package io.sojourn.connectors.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver on this machine that keeps what it is sent and answers as a test wants. */
final class Mailbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What it does with a request, which has been kept already: the status to answer with, 0 if it has answered itself. */
    interface Manner {
        int answer(HttpExchange exchange, int number) throws IOException, InterruptedException;
    }

    /** A request as it came. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two requests
    record Kept(String id, String timestamp, String signature, String contentType, byte[] body) {
        JsonNode event() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String customer() {
            return event().path("subject").asText();
        }

        String eventId() {
            return event().path("id").asText();
        }
    }

    private final List<Kept> kept = new CopyOnWriteArrayList<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Manner manner;
    private HttpServer server;

    Mailbox(Manner manner) {
        this.manner = manner;
        server = start(0);
    }

    /** One that takes everything. */
    Mailbox() {
        this((exchange, number) -> 204);
    }

    private HttpServer start(int port) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/", this::answer);
            started.setExecutor(threads);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Kept letter = new Kept(
                    header(exchange, "webhook-id"),
                    header(exchange, "webhook-timestamp"),
                    header(exchange, "webhook-signature"),
                    header(exchange, "content-type"),
                    body);
            int number;
            synchronized (kept) {
                kept.add(letter);
                number = kept.size();
            }
            int status = manner.answer(exchange, number);
            if (status / 100 == 2) {
                acknowledged.add(letter.eventId());
            }
            if (status != 0) {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    /** Everything in the order of its arrival, doubles included. */
    List<Kept> kept() {
        return kept;
    }

    List<String> ids() {
        return kept.stream().map(Kept::eventId).toList();
    }

    /** What was answered with 2xx and the whole answer. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hooks/secret-path?token=hush";
    }

    void goDown() {
        server.stop(0);
    }

    void comeBack() {
        server = start(port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
