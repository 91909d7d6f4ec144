package io.sojourn.dev.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The compacted topic {@code _schemas}, in the layout Confluent's registry keeps it in: JSON keys, JSON values. */
final class SchemasTopic implements AutoCloseable {
    private static final TopicPartition SCHEMAS = new TopicPartition("_schemas", 0);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Producer<String, String> producer;

    /** Takes each record as it stands in the topic; {@code value} is null where a key was erased. */
    interface Listener {
        void on(JsonNode key, @Nullable JsonNode value);
    }

    /** A topic that holds nothing yet, to be written by this producer. */
    SchemasTopic(Producer<String, String> producer) {
        this.producer = producer;
    }

    /** Opens the topic, created if need be, after telling {@code listener} all that stands in it. */
    static SchemasTopic open(String bootstrapServers, Listener listener) {
        create(bootstrapServers);
        replay(bootstrapServers, listener);
        return new SchemasTopic(new KafkaProducer<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "embedded-registry",
                "acks",
                "all",
                "delivery.timeout.ms",
                10_000,
                "request.timeout.ms",
                5_000,
                "max.block.ms",
                10_000,
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                StringSerializer.class)));
    }

    void put(Registered registered) {
        ObjectNode value = JSON.createObjectNode()
                .put("subject", registered.subject())
                .put("version", registered.version())
                .put("id", registered.id())
                .put("schema", registered.schema())
                .put("deleted", registered.deleted());
        append(keyOf(registered), value);
    }

    void erase(Registered registered) {
        append(keyOf(registered), null);
    }

    /** Sets or, with null, unsets a subject's compatibility level; a null subject means all without their own. */
    void putCompatibility(@Nullable String subject, @Nullable String level) {
        append(
                keyOf("CONFIG", subject),
                level == null ? null : JSON.createObjectNode().put("compatibilityLevel", level));
    }

    /** Sets or, with null, unsets a subject's mode; a null subject means all without their own. */
    void putMode(@Nullable String subject, @Nullable String mode) {
        append(
                keyOf("MODE", subject),
                mode == null ? null : JSON.createObjectNode().put("mode", mode));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    private void append(JsonNode key, @Nullable JsonNode value) {
        try {
            producer.send(new ProducerRecord<>(
                            SCHEMAS.topic(),
                            SCHEMAS.partition(),
                            key.toString(),
                            value == null ? null : value.toString()))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryRefusal.storeFailed("interrupted");
        } catch (ExecutionException | RuntimeException e) {
            throw RegistryRefusal.storeFailed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    // Compaction and other registries compare keys byte by byte, so the order of the fields is part of the layout.
    private static JsonNode keyOf(Registered registered) {
        return JSON.createObjectNode()
                .put("keytype", "SCHEMA")
                .put("subject", registered.subject())
                .put("version", registered.version())
                .put("magic", 1);
    }

    private static JsonNode keyOf(String kind, @Nullable String subject) {
        return JSON.createObjectNode()
                .put("keytype", kind)
                .put("subject", subject)
                .put("magic", 0);
    }

    private static void create(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(SCHEMAS.topic(), 1, (short) -1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("the embedded registry cannot create its topic: " + e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the embedded registry started", e);
        }
    }

    private static void replay(String bootstrapServers, Listener listener) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "embedded-registry",
                "enable.auto.commit",
                false,
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                StringDeserializer.class);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(List.of(SCHEMAS));
            consumer.seekToBeginning(List.of(SCHEMAS));
            long end = consumer.endOffsets(List.of(SCHEMAS)).getOrDefault(SCHEMAS, 0L);
            while (consumer.position(SCHEMAS) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    String value = record.value();
                    listener.on(parsed(record.key()), value == null ? null : parsed(value));
                }
            }
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the topic " + SCHEMAS.topic() + " holds something that is not JSON", e);
        }
    }
}
