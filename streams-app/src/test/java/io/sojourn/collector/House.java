package io.sojourn.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.Settings;
import io.sojourn.decisions.CustomerState;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.TopicKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A broker with the input topics, a registry in memory, and a sender that speaks HTTP. */
final class House implements AutoCloseable {
    static final String KEY = "key-of-the-shop";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final EmbeddedBroker broker;
    final String registry;
    private final @Nullable EmbeddedRegistry served;
    private final WireFormat wire;
    private final HttpClient client = HttpClient.newHttpClient();

    /** A record as it lies on a topic. */
    record Lying(String topic, @Nullable String key, SpecificRecord event) {
        Object get(String field) {
            return event.get(event.getSchema().getField(field).pos());
        }
    }

    House(Path dir) {
        this(dir, false);
    }

    /** @param forOthers whether another process needs the registry too */
    House(Path dir, boolean forOthers) {
        broker = EmbeddedBroker.start(dir);
        served = forOthers ? EmbeddedRegistry.start(broker.bootstrapServers(), 0) : null;
        registry = served == null ? "mock://" + UUID.randomUUID() : served.url();
        wire = new WireFormat(Map.of("schema.registry.url", registry));
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicKeeper(admin, settings()).createMissing();
        }
    }

    /** Ours, with these on top: {@code key=value}. */
    Settings settings(String... more) {
        var settings = Settings.defaults()
                .with("kafka.bootstrap.servers", broker.bootstrapServers())
                .with("schema.registry.url", registry)
                .with("input.partitions", "2")
                .with("ledger.partitions", "2")
                .with("collector.port", "0");
        for (var each : more) {
            int equals = each.indexOf('=');
            settings = settings.with(each.substring(0, equals), each.substring(equals + 1));
        }
        return settings;
    }

    /** An answer and the JSON in it. */
    record Told(int status, JsonNode body, HttpResponse<byte[]> response) {}

    Told post(Collector collector, String path, String body, String... headers) {
        return post(collector, path, body.getBytes(UTF_8), headers);
    }

    Told post(Collector collector, String path, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collector.port() + path))
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    Told get(Collector collector, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collector.port() + path))
                .build());
    }

    Told send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            var text = new String(response.body(), UTF_8);
            return new Told(
                    response.statusCode(),
                    text.startsWith("{") ? MAPPER.readTree(text) : MAPPER.createObjectNode(),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that lies on the input topics, in the order of each partition. */
    List<Lying> all() {
        return all(Topics.INPUTS);
    }

    /** What is known of everybody, as it was published last. */
    Map<String, CustomerState> customers() {
        var customers = new TreeMap<String, CustomerState>();
        all(List.of(Topics.CUSTOMER_STATE))
                .forEach(each -> customers.put(Objects.requireNonNull(each.key), (CustomerState) each.event));
        return customers;
    }

    private List<Lying> all(List<String> topics) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = new ArrayList<TopicPartition>();
            topics.forEach(topic -> consumer.partitionsFor(topic)
                    .forEach(each -> partitions.add(new TopicPartition(topic, each.partition()))));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var all = new ArrayList<Lying>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> all.add(lying(record)));
            }
            return all;
        }
    }

    /** The one record with this event id. */
    Lying event(String eventId) {
        var found = all().stream()
                .filter(each -> eventId.equals(each.get("eventId")))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " records with event id " + eventId);
        }
        return found.get(0);
    }

    private Lying lying(ConsumerRecord<byte[], byte[]> record) {
        return new Lying(
                record.topic(),
                record.key() == null ? null : new String(record.key(), UTF_8),
                wire.decode(record.topic(), record.value()));
    }

    @Override
    public void close() {
        wire.close();
        if (served != null) {
            served.close();
        }
        broker.close();
    }
}
