import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives Sojourn's webhooks with nothing but a JDK:
 *
 * <pre>WEBHOOK_SECRET=whsec_… java Receiver.java 8099</pre>
 *
 * Verifies the signature (Standard Webhooks), takes each decision once, answers 204. Put a proxy with TLS before it.
 */
public final class Receiver {
    private static final int LARGEST_BODY = 1 << 20;
    private static final long TOLERANCE_SECONDS = 300;

    private final byte[] secret;

    /** Keep these where they survive a restart, in the transaction that does what the decision asks for. */
    private final Set<String> taken = new HashSet<>();

    private Receiver(byte[] secret) {
        this.secret = secret;
    }

    public static void main(String[] args) throws IOException {
        String secret = System.getenv("WEBHOOK_SECRET");
        if (secret == null || !secret.startsWith("whsec_")) {
            System.err.println("Set WEBHOOK_SECRET to the secret of the connector: whsec_…");
            System.exit(2);
        }
        Receiver receiver = new Receiver(Base64.getDecoder().decode(secret.substring("whsec_".length())));
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8099;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.createContext("/", receiver::answer);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
        System.out.println("listening on http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return 413;
        }
        String id = header(exchange, "webhook-id");
        if (!isGenuine(id, header(exchange, "webhook-timestamp"), header(exchange, "webhook-signature"), body)) {
            System.out.println("refused");
            return 401;
        }
        take(id, body);
        return 204;
    }

    /** One at a time: an attempt that took too long may still be here when the next one arrives. */
    private synchronized void take(String id, byte[] body) {
        if (taken.contains(id)) {
            System.out.println("again " + id);
        } else {
            System.out.println("new " + id + " " + new String(body, UTF_8)); // act on it here
            taken.add(id);
        }
    }

    /** Signed is the body as it came, byte for byte: verify before parsing. */
    private boolean isGenuine(String id, String timestamp, String signatures, byte[] body) {
        if (id.isEmpty() || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) {
            return false;
        }
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((id + "." + timestamp + ".").getBytes(UTF_8));
        signed.writeBytes(body);
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(hmac(signed.toByteArray()))).getBytes(UTF_8);
        for (String signature : signatures.split(" ")) {
            if (MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private byte[] hmac(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
