package io.sojourn.dev.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.sojourn.events.OrderCancelled;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryFuzzTest {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final String ORDERS = "/subjects/orders/versions";
    private static final String LETTER = asked("{\"type\":\"record\",\"name\":\"Letter\",\"fields\":[]}");

    static Stream<Arguments> requests() {
        String ours = asked(OrderCancelled.getClassSchema().toString());
        return Stream.of(
                arguments(1, ORDERS, ours, 1, "/compatibility/subjects/orders/versions?verbose=true", LETTER),
                arguments(1, ORDERS, "{\"schema\":\"\\\"string\\\"\"}", 3, "/subjects/orders/versions/latest", ""),
                arguments(0, "/schemas/ids/1/versions?deleted=true", "", 0, "/schemas/types", ""),
                arguments(2, "/config/orders", "{\"compatibility\":\"full\"}", 3, "/config/orders", ""),
                arguments(2, "/mode", "{\"mode\":\"readonly\"}", 1, ORDERS, LETTER),
                arguments(1, ORDERS, "{\"schemaType\":\"\\ud800\"}", 4, "/subjects/a%2Fb", "]"),
                arguments(
                        1, ORDERS, asked("{\"type\":\"string\",\"doc\":\"\\ud800\"}"), 0, "/schemas/ids/1/schema", ""),
                arguments(1, ORDERS, "\0\0\0!", 1, ORDERS, "\0\0!\0"),
                arguments(1, ORDERS, asked("[".repeat(5_000)), 1, ORDERS, "[".repeat(5_000)),
                arguments(1, ORDERS, asked("{\"type\":\"array\",\"items\":".repeat(900)), 0, ORDERS + "/-1", ""));
    }

    @MethodSource("requests")
    @FuzzTest
    void whatever_is_asked_is_answered_and_nothing_fails(
            @InRange(min = 0, max = 4) int firstMethod,
            @NotNull String firstPath,
            @NotNull String firstBody,
            @InRange(min = 0, max = 4) int secondMethod,
            @NotNull String secondPath,
            @NotNull String secondBody)
            throws IOException {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
        try (Registry registry = new Registry(new SchemasTopic(producer))) {
            RegistryApi api = new RegistryApi(registry);
            ask(api, METHODS.get(firstMethod), firstPath, firstBody);
            ask(api, METHODS.get(secondMethod), secondPath, secondBody);
        }
    }

    private static void ask(RegistryApi api, String method, String path, String body) throws IOException {
        URI uri;
        try {
            uri = new URI("http", "localhost", "/", null).resolve(new URI("/" + path));
        } catch (URISyntaxException | IllegalArgumentException noRequest) {
            return; // The HTTP server lets nothing of this kind through.
        }
        if (uri.getRawPath() == null) {
            return;
        }
        Asked asked = new Asked(method, uri, body);
        api.handle(asked);
        assertThat(asked.getResponseCode()).as(asked::answer).isBetween(200, 499);
    }

    private static String asked(String schema) {
        return "{\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }
}
