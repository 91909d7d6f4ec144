package io.sojourn.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.schemas.KafkaUser;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The Java door: sends any of our input events to its topic, keyed by customer, written once per call and acknowledged
 * by all in-sync replicas. One sender serves all threads of a program.
 */
public final class EventSender implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final WireFormat wireFormat;
    private final String user;
    private final Addresses addresses = new Addresses();

    /**
     * Opens the door.
     *
     * @param kafka any producer setting, at least {@code bootstrap.servers}; {@code acks} and idempotence are ours
     * @param registry any registry client setting, at least {@code schema.registry.url}
     * @throws org.apache.kafka.common.KafkaException if the settings make no producer
     */
    public EventSender(Map<String, ?> kafka, Map<String, ?> registry) {
        this(new KafkaProducer<>(careful(kafka)), new WireFormat(registry), KafkaUser.in(kafka));
    }

    EventSender(Producer<byte[], byte[]> producer, WireFormat wireFormat, String user) {
        this.producer = producer;
        this.wireFormat = wireFormat;
        this.user = user;
    }

    /** What was asked for, made safe: an acknowledged event survives a broker, a retried one is not doubled. */
    private static Map<String, Object> careful(Map<String, ?> kafka) {
        var settings = new HashMap<String, Object>(kafka);
        settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "sojourn-event-sender");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /**
     * Asks broker and registry now all that sending asks them at the first event of each type, so that no event has to wait
     * for that.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not tell of a topic within {@code max.block.ms}
     * @throws io.sojourn.schemas.RegistryUnavailableException if the registry does not answer
     * @throws IllegalStateException if the registry has not a type's schema and may not or will not take it
     */
    public void prepare() {
        addresses.topics().forEach(producer::partitionsFor);
        addresses.types().forEach(wireFormat::prepare);
    }

    /**
     * Sends {@code event} to the topic that takes its type. Events of one customer keep their order. Returns before the
     * broker has answered; waits at most the producer's {@code max.block.ms} where its buffer is full or the broker
     * cannot be reached, and for the registry when a type is sent for the first time.
     *
     * @return where the event came to lie, or an {@link EventNotSentException} that names topic and event id
     * @throws IllegalArgumentException if the record is none of our input events
     */
    public CompletableFuture<RecordMetadata> send(SpecificRecord event) {
        var topic = addresses.topicOf(event);
        var eventId = Objects.requireNonNullElse(text(event, "eventId"), "(without id)");
        var sent = new CompletableFuture<RecordMetadata>();
        try {
            var record = new ProducerRecord<>(topic, keyOf(event), wireFormat.encode(topic, event));
            // The callback hears all that the producer's own future could say.
            var unused = producer.send(record, (where, trouble) -> {
                if (trouble == null) {
                    sent.complete(where);
                } else {
                    sent.completeExceptionally(new EventNotSentException(topic, eventId, user, trouble));
                }
            });
        } catch (RuntimeException trouble) {
            sent.completeExceptionally(new EventNotSentException(topic, eventId, user, trouble));
        }
        return sent;
    }

    /** A guest has no customer id, so a guest's event has no key and may go to any partition. */
    private static byte @Nullable [] keyOf(SpecificRecord event) {
        var customerId = text(event, "customerId");
        return customerId == null ? null : customerId.getBytes(UTF_8);
    }

    private static @Nullable String text(SpecificRecord event, String field) {
        var value = event.get(event.getSchema().getField(field).pos());
        return value == null ? null : value.toString();
    }

    /** Returns when every event sent so far has been acknowledged or has failed. */
    public void flush() {
        producer.flush();
    }

    /** Sends what is still on its way, for up to ten seconds, and lets go of broker and registry. */
    @Override
    public void close() {
        try (wireFormat) {
            producer.close(CLOSE_WITHIN);
        }
    }
}
