package io.sojourn.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.sojourn.schemas.RecordReader.Extent;
import io.sojourn.schemas.UnreadableRecordException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records as bytes in Confluent's wire format: a zero, the schema's id (4 bytes, big-endian), Avro binary. Schemas live
 * in a registry under the record's full name (RecordNameStrategy) and are asked for through the genuine client.
 *
 * <p>Thread-safe; one for the whole process is best, since each keeps its own memory of schemas. What it has seen once
 * it goes on reading and writing while the registry is down.
 */
public final class WireFormat implements AutoCloseable {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private final SchemaRegistryClient registry;
    private final String url;
    private final boolean registersItself;
    private final Map<Class<?>, RecordWriter> writers = new ConcurrentHashMap<>();
    private final Map<Integer, RecordReader> readers = new ConcurrentHashMap<>();

    /**
     * A wire format with a registry of its own to ask; nothing is asked before the first record.
     *
     * @param registryConfig the client's settings: {@code schema.registry.url} (several with commas; {@code mock://scope}
     *     for tests), {@code basic.auth.user.info}, {@code schema.registry.ssl.*}, {@code auto.register.schemas} (default
     *     true, as in Confluent's serializer) and whatever else it knows
     * @throws IllegalArgumentException without a URL
     */
    public WireFormat(Map<String, ?> registryConfig) {
        KnownRecords.trust();
        Map<String, Object> settings = RegistryConnection.understood(registryConfig);
        registry = RegistryConnection.open(settings);
        url = RegistryConnection.withoutLogins(String.valueOf(settings.get(RegistryConnection.URL)));
        Object auto = settings.get(RegistryConnection.AUTO_REGISTER);
        registersItself = auto == null || Boolean.parseBoolean(auto.toString());
    }

    /**
     * The record as bytes.
     *
     * @param topic where it will stand; the bytes do not depend on it
     * @throws RegistryUnavailableException if the registry is needed (first record of its class) and does not answer
     * @throws IllegalStateException if the registry has not this class's schema and may not or will not take it
     */
    public byte[] encode(String topic, SpecificRecord record) {
        return writerOf(record.getClass()).write(record);
    }

    /**
     * Asks the registry now what {@link #encode} would ask at the first record of this class.
     *
     * @throws RegistryUnavailableException as {@link #encode}
     * @throws IllegalStateException as {@link #encode}
     */
    public void prepare(Class<? extends SpecificRecord> type) {
        writerOf(type);
    }

    private RecordWriter writerOf(Class<? extends SpecificRecord> type) {
        RecordWriter writer = writers.get(type);
        if (writer == null) {
            writer = new RecordWriter(idOf(type), type);
            writers.put(type, writer);
        }
        return writer;
    }

    /**
     * The record in these bytes, read as our own class also where its writer used an older or newer schema.
     *
     * @param topic where they were found; they are read the same wherever
     * @throws UnreadableRecordException if they are no record of ours, and never will be
     * @throws RegistryUnavailableException if their schema is not known yet and the registry does not answer
     */
    public SpecificRecord decode(String topic, byte[] bytes) {
        return decode(bytes, Extent.WHOLE);
    }

    /**
     * As {@link #decode}, but for whoever needs no detail: the lists, maps and records that a record ends with (an order's
     * lines, a view's campaign) are passed over, and null in what is returned. A profile's attributes are no detail.
     */
    public SpecificRecord decodeHead(String topic, byte[] bytes) {
        return decode(bytes, Extent.HEAD);
    }

    private SpecificRecord decode(byte[] bytes, Extent extent) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new UnreadableRecordException(
                    Reason.NOT_AVRO,
                    "send Avro in Confluent's wire format: a zero byte, four bytes of schema id, then the record");
        }
        int schemaId = schemaId(bytes);
        RecordReader reader = readers.get(schemaId);
        if (reader == null) {
            reader = readerOf(schemaId);
            readers.put(schemaId, reader);
        }
        return reader.read(bytes, HEADER_BYTES, extent);
    }

    /** Tells Avro to trust our record classes, as every wire format does: for who reads them from files without one. */
    public static void trustRecords() {
        KnownRecords.trust();
    }

    /** The id of the schema in which these bytes were written; the bytes are in the wire format. */
    public static int schemaId(byte[] bytes) {
        return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    }

    /**
     * The schema of an id, as JSON: for who keeps bytes where there is no registry.
     *
     * @throws RegistryUnavailableException if the registry does not answer, or does not know it
     */
    public String schema(int id) {
        String doing = "asking for schema id " + id;
        try {
            return ask(doing, () -> registry.getSchemaById(id).canonicalString());
        } catch (RestClientException e) {
            throw unavailable(doing, e);
        }
    }

    /** Makes a schema known without asking the registry. */
    public void know(int id, String schema) {
        readers.put(id, RecordReader.of(id, new Schema.Parser().parse(schema)));
    }

    /**
     * Makes the registry know this class's schema, whatever {@code auto.register.schemas} says: the deploy step.
     *
     * @return the schema's id
     * @throws RegistryUnavailableException if the registry does not answer
     * @throws IllegalStateException if it refuses the schema, with its reason
     */
    public int register(Class<? extends SpecificRecord> type) {
        String subject = subjectOf(type);
        try {
            return ask("registering " + subject, () -> registry.register(subject, avroOf(type)));
        } catch (RestClientException e) {
            if (e.getStatus() == CONFLICT || e.getStatus() == UNPROCESSABLE) {
                throw new IllegalStateException(
                        "the registry at " + url + " refuses the schema of " + subject + ": " + e.getMessage(), e);
            }
            throw unavailable("registering " + subject, e);
        }
    }

    /**
     * True if the registry has exactly this class's schema under its subject.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public boolean isRegistered(Class<? extends SpecificRecord> type) {
        return lookUp(type).isPresent();
    }

    @Override
    public void close() {
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the registry client", e);
        }
    }

    private int idOf(Class<? extends SpecificRecord> type) {
        if (registersItself) {
            return register(type);
        }
        return lookUp(type)
                .orElseThrow(() -> new IllegalStateException(
                        "the registry at " + url + " does not have the schema of " + subjectOf(type)
                                + " and auto.register.schemas is false: register it first (sojourn topics create)"));
    }

    private Optional<Integer> lookUp(Class<? extends SpecificRecord> type) {
        String subject = subjectOf(type);
        String doing = "looking for the schema of " + subject;
        try {
            return Optional.of(ask(doing, () -> registry.getId(subject, avroOf(type))));
        } catch (RestClientException e) {
            if (isAbsence(e)) {
                return Optional.empty();
            }
            throw unavailable(doing, e);
        }
    }

    private RecordReader readerOf(int schemaId) {
        String doing = "asking for schema id " + schemaId;
        try {
            return ask(doing, () -> {
                try {
                    return RecordReader.of(
                            schemaId, registry.getSchemaById(schemaId).rawSchema());
                } catch (IOException | RuntimeException e) {
                    if (isOfAnotherKind(e)) {
                        return RecordReader.refusing("schema id " + schemaId + " is not an Avro schema: send Avro");
                    }
                    throw e;
                }
            });
        } catch (RestClientException e) {
            if (isAbsence(e)) {
                throw new UnreadableRecordException(
                        Reason.UNKNOWN_SCHEMA,
                        "schema id " + schemaId + " is not in the registry at " + url
                                + ": was it written against another registry?");
            }
            throw unavailable(doing, e);
        }
    }

    /** Protobuf, JSON or a broken schema: the client got it, but was given no parser for it, and says so in words only. */
    private static boolean isOfAnotherKind(Exception e) {
        return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause.getMessage() != null && cause.getMessage().startsWith("Invalid schema"));
    }

    private interface Question<T> {
        T answer() throws IOException, RestClientException;
    }

    /** Asks the registry; what is left to the caller is only what the server itself answered. */
    private <T> T ask(String doing, Question<T> question) throws RestClientException {
        try {
            return question.answer();
        } catch (IOException | RuntimeException e) {
            // Runtime exceptions too: so the client reports an identity provider it cannot get a token from.
            throw unavailable(doing, e);
        }
    }

    /** A registry answers 404 with a code of its own; a bare 404 comes from something else behind that address. */
    private static boolean isAbsence(RestClientException e) {
        return e.getStatus() == 404 && e.getErrorCode() / 100 == 404;
    }

    private RegistryUnavailableException unavailable(String doing, Exception cause) {
        String lookAt =
                cause instanceof RestClientException rest && (rest.getStatus() == 401 || rest.getStatus() == 403)
                        ? "check its credentials (schema.registry.basic.auth.user.info)"
                        : "check that it runs and that schema.registry.url is right";
        return new RegistryUnavailableException(
                doing + " at " + url + " failed ("
                        + RegistryConnection.withoutLogins(String.valueOf(cause.getMessage())) + "): " + lookAt,
                cause);
    }

    private static AvroSchema avroOf(Class<? extends SpecificRecord> type) {
        return new AvroSchema(KnownRecords.schemaOf(type));
    }

    private static String subjectOf(Class<? extends SpecificRecord> type) {
        return KnownRecords.schemaOf(type).getFullName();
    }
}
