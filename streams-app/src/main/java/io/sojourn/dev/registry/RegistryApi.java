package io.sojourn.dev.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.CharConversionException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry's HTTP side: reads a request, lets {@link RegistryRoutes} answer, writes JSON. */
public final class RegistryApi implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryApi.class);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LARGEST_REQUEST = 8 * 1024 * 1024;
    // ASCII: a request can hold half a surrogate pair, which is no UTF-8, and the answer may quote it.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final RegistryRoutes routes;

    public RegistryApi(Registry registry) {
        routes = new RegistryRoutes(registry);
    }

    /** A request as the routes see it: {@code path} decoded, without empty segments. */
    record Request(String method, List<String> path, Map<String, String> query, JsonNode body) {
        boolean asks(String flag) {
            return Boolean.parseBoolean(query.get(flag));
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            Object answer;
            try {
                answer = routes.answer(requestOf(exchange));
            } catch (RegistryRefusal refusal) {
                status = refusal.status();
                answer = error(refusal.code(), String.valueOf(refusal.getMessage()));
            } catch (RuntimeException e) {
                LOG.error(
                        "The embedded registry failed on {} {}",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        e);
                status = 500;
                answer = error(500, "Internal Server Error: " + e);
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, Object> error(int code, String message) {
        return Map.of("error_code", code, "message", message);
    }

    private static Request requestOf(HttpExchange exchange) throws IOException {
        // Decoded segment by segment: a subject's name may hold an encoded slash.
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(RegistryApi::decoded)
                .toList();
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST);
        return new Request(
                exchange.getRequestMethod(),
                path,
                queryOf(exchange.getRequestURI().getRawQuery()),
                bodyOf(body));
    }

    private static Map<String, String> queryOf(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "true" : decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static JsonNode bodyOf(byte[] body) throws IOException {
        try {
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw RegistryRefusal.malformed("the body is not JSON: " + e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw RegistryRefusal.malformed("the body is not Unicode: " + e.getMessage());
        }
    }

    private static String decoded(String text) {
        // A plus in a path or in these queries is a plus, not a blank.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
