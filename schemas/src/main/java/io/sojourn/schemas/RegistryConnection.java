package io.sojourn.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How the settings people write become a registry client, the genuine one. */
final class RegistryConnection {
    static final String URL = "schema.registry.url";
    static final String AUTO_REGISTER = "auto.register.schemas";

    private static final String NAMESPACE = "schema.registry.";
    /** Up to the last @ of an address, for passwords hold slashes, commas and more @ than people expect. */
    private static final Pattern LOGIN = Pattern.compile("://(?:(?!://)\\S)+@");

    private static final int REMEMBERED_SCHEMAS = 10_000;

    private RegistryConnection() {}

    /** The text without the logins of addresses in it, for messages that many may read. */
    static String withoutLogins(String text) {
        return LOGIN.matcher(text).replaceAll("://");
    }

    /** Opens a client; nothing is sent before the first question. {@code settings} are {@linkplain #understood understood}. */
    static SchemaRegistryClient open(Map<String, ?> settings) {
        Object url = settings.get(URL);
        if (url == null || url.toString().isBlank()) {
            throw new IllegalArgumentException(
                    "no schema registry named: set " + URL + " (environment: SCHEMA_REGISTRY_URL)");
        }
        List<String> urls =
                Arrays.stream(url.toString().split(",")).map(String::strip).toList();
        return SchemaRegistryClientFactory.newClient(
                urls, REMEMBERED_SCHEMAS, List.of(new AvroSchemaProvider()), settings, Map.of());
    }

    /**
     * The settings as the client reads them. It wants TLS settings with the prefix {@code schema.registry.} and all
     * others without; people write either, and both are taken here.
     */
    static Map<String, Object> understood(Map<String, ?> written) {
        Map<String, Object> settings = new HashMap<>(written);
        written.forEach((name, value) -> {
            if (name.startsWith("ssl.")) {
                settings.putIfAbsent(NAMESPACE + name, value);
            } else if (name.startsWith(NAMESPACE) && !name.equals(URL)) {
                settings.putIfAbsent(name.substring(NAMESPACE.length()), value);
            } else if (name.equals("url")) {
                settings.putIfAbsent(URL, value);
            }
        });
        if (settings.containsKey("basic.auth.user.info")) {
            settings.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
        }
        if (settings.containsKey("bearer.auth.token")) {
            settings.putIfAbsent("bearer.auth.credentials.source", "STATIC_TOKEN");
        }
        // The client's own minute would stall a stream thread; whoever asks us waits and says so instead.
        settings.putIfAbsent("http.connect.timeout.ms", 5_000);
        settings.putIfAbsent("http.read.timeout.ms", 10_000);
        settings.putIfAbsent("max.retries", 1);
        settings.putIfAbsent("retries.wait.ms", 200);
        // A flood of records with an unknown id asks once in two seconds; a schema registered late is still found.
        settings.putIfAbsent("missing.id.cache.ttl.sec", 2L);
        settings.computeIfPresent("missing.id.cache.ttl.sec", (name, value) -> Long.valueOf(value.toString()));
        return settings;
    }
}
