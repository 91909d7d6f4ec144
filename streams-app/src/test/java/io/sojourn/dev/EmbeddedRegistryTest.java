package io.sojourn.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.sojourn.events.OrderCancelled;
import io.sojourn.schemas.RegistryUnavailableException;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.UnreadableRecordException;
import io.sojourn.schemas.WireFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One broker and one topic for all; each test has subjects of its own. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedRegistryTest {
    private static final Schema ONE =
            SchemaBuilder.record("test.Letter").fields().requiredString("text").endRecord();
    private static final Schema MORE = SchemaBuilder.record("test.Letter")
            .fields()
            .requiredString("text")
            .optionalInt("stamps")
            .endRecord();
    private static final Schema OTHER =
            SchemaBuilder.record("test.Letter").fields().requiredInt("number").endRecord();

    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private SchemaRegistryClient client;
    private String subject = "";

    @BeforeAll
    void startBroker(@TempDir Path dir) {
        broker = EmbeddedBroker.start(dir);
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startRegistry(TestInfo test) {
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
        client = clientOf(registry);
        subject = test.getDisplayName();
    }

    @AfterEach
    void stopRegistry() throws Exception {
        client.close();
        registry.close();
    }

    @Test
    void what_is_registered_is_found_by_id_by_version_and_as_the_latest() throws Exception {
        int first = client.register(subject, new AvroSchema(ONE));
        int second = client.register(subject, new AvroSchema(MORE));

        assertThat(first).isNotEqualTo(second);
        assertThat(client.register(subject, new AvroSchema(ONE))).isEqualTo(first);
        assertThat(client.getSchemaById(first).rawSchema()).isEqualTo(ONE);
        assertThat(client.getAllVersions(subject)).containsExactly(1, 2);
        assertThat(client.getLatestSchemaMetadata(subject).getId()).isEqualTo(second);
        assertThat(client.getSchemaMetadata(subject, 1).getSchema()).isEqualTo(new AvroSchema(ONE).canonicalString());
        assertThat(client.getVersion(subject, new AvroSchema(MORE))).isEqualTo(2);
        assertThat(client.getAllSubjects()).contains(subject);
        assertThat(client.getAllSubjectsById(first)).contains(subject);
    }

    @Test
    void the_same_schema_has_one_id_under_all_subjects() throws Exception {
        assertThat(client.register(subject + "-a", new AvroSchema(ONE)))
                .isEqualTo(clientOf(registry).register(subject + "-b", new AvroSchema(ONE)));
    }

    @Test
    void a_schema_that_old_data_cannot_be_read_with_is_refused_with_409() throws Exception {
        client.register(subject, new AvroSchema(ONE));

        assertThat(client.testCompatibility(subject, new AvroSchema(MORE))).isTrue();
        assertThat(client.testCompatibility(subject, new AvroSchema(OTHER))).isFalse();
        assertThat(client.testCompatibilityVerbose(subject, new AvroSchema(OTHER)))
                .isNotEmpty();
        assertCode(409, 409, () -> client.register(subject, new AvroSchema(OTHER)));
        assertThat(client.getAllVersions(subject)).containsExactly(1);
    }

    @Test
    void compatibility_is_a_setting_of_all_or_of_one_subject() throws Exception {
        client.register(subject, new AvroSchema(ONE));
        assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD");

        client.updateCompatibility(subject, "NONE");

        assertThat(client.getCompatibility(subject)).isEqualTo("NONE");
        client.register(subject, new AvroSchema(OTHER));
        assertThat(client.getAllVersions(subject)).containsExactly(1, 2);
        assertCode(422, 42203, () -> client.updateCompatibility(subject, "PERFECT"));
    }

    @Test
    void a_subject_in_read_only_mode_takes_nothing_new() throws Exception {
        assertThat(client.getMode()).isEqualTo("READWRITE");
        client.setMode("READONLY", subject);

        assertCode(422, 42205, () -> client.register(subject, new AvroSchema(ONE)));
    }

    @Test
    void what_is_not_there_has_the_codes_of_the_original() throws Exception {
        client.register(subject, new AvroSchema(ONE));

        assertCode(404, 40403, () -> client.getSchemaById(999_999));
        assertCode(404, 40401, () -> client.getAllVersions(subject + "-missing"));
        assertCode(404, 40401, () -> client.getId(subject + "-missing", new AvroSchema(ONE)));
        assertCode(404, 40402, () -> client.getSchemaMetadata(subject, 7));
        assertCode(404, 40403, () -> client.getId(subject, new AvroSchema(OTHER)));
        assertThat(get("/subjects/" + subject + "/versions/newest").body()).contains("42202");
        assertThat(get("/no/such/path").statusCode()).isEqualTo(404);
        assertThat(get("/schemas/types").body()).isEqualTo("[\"AVRO\"]");
    }

    @Test
    void deleted_softly_it_is_still_found_by_id_and_deleted_for_good_it_is_gone() throws Exception {
        int id = client.register(subject, new AvroSchema(ONE));

        assertCode(404, 40405, () -> client.deleteSubject(subject, true));
        assertThat(client.deleteSubject(subject)).containsExactly(1);
        assertThat(client.getAllSubjects()).doesNotContain(subject);
        assertThat(clientOf(registry).getSchemaById(id).rawSchema()).isEqualTo(ONE);
        assertThat(client.deleteSubject(subject, true)).containsExactly(1);

        restart();
        assertCode(404, 40401, () -> client.getAllVersions(subject));
    }

    @Test
    void all_of_it_survives_a_restart() throws Exception {
        int first = client.register(subject, new AvroSchema(ONE));
        client.updateCompatibility(subject, "FULL_TRANSITIVE");
        client.setMode("READONLY", subject + "-frozen");

        restart();

        assertThat(client.getSchemaById(first).rawSchema()).isEqualTo(ONE);
        assertThat(client.getCompatibility(subject)).isEqualTo("FULL_TRANSITIVE");
        assertThat(client.getMode(subject + "-frozen")).isEqualTo("READONLY");
        assertThat(client.register(subject, new AvroSchema(ONE))).isEqualTo(first);
        assertThat(client.register(subject, new AvroSchema(MORE))).isNotEqualTo(first);
    }

    @Test
    void the_genuine_serializers_and_our_wire_format_meet_here() {
        OrderCancelled cancelled = cancelled();
        Map<String, ?> config = Map.of(
                "schema.registry.url",
                registry.url(),
                "value.subject.name.strategy",
                "io.confluent.kafka.serializers.subject.RecordNameStrategy",
                "specific.avro.reader",
                true);
        try (WireFormat wire = new WireFormat(Map.of("schema.registry.url", registry.url()));
                var serializer = new KafkaAvroSerializer();
                var deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(config, false);
            deserializer.configure(config, false);

            byte[] theirs = serializer.serialize(Topics.ORDERS, cancelled);

            assertThat(wire.decode(Topics.ORDERS, theirs)).isEqualTo(cancelled);
            assertThat(wire.encode(Topics.ORDERS, cancelled)).isEqualTo(theirs);
            assertThat(deserializer.deserialize(Topics.ORDERS, theirs)).isEqualTo(cancelled);
        }
    }

    @Test
    void an_unknown_id_is_poison_and_a_stopped_registry_is_not() {
        byte[] unknown = ByteBuffer.allocate(6).put((byte) 0).putInt(999_999).array();
        try (WireFormat wire = new WireFormat(Map.of("schema.registry.url", registry.url()))) {
            assertThatThrownBy(() -> wire.decode(Topics.ORDERS, unknown))
                    .isInstanceOfSatisfying(
                            UnreadableRecordException.class,
                            refusal -> assertThat(refusal.reason())
                                    .isEqualTo(UnreadableRecordException.Reason.UNKNOWN_SCHEMA));
            byte[] known = wire.encode(Topics.ORDERS, cancelled());
            assertThat(wire.decode(Topics.ORDERS, known)).isEqualTo(cancelled());

            registry.close();

            assertThat(wire.decode(Topics.ORDERS, known)).isEqualTo(cancelled());
            byte[] never = ByteBuffer.allocate(6).put((byte) 0).putInt(888_888).array();
            assertThatThrownBy(() -> wire.decode(Topics.ORDERS, never))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    private void restart() throws Exception {
        client.close();
        registry.close();
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
        client = clientOf(registry);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry.url() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static OrderCancelled cancelled() {
        return OrderCancelled.newBuilder()
                .setEventId("e-9")
                .setCustomerId("c-1")
                .setOrderId("o-1")
                .setOccurredAt(Instant.parse("2026-01-02T03:04:05.678Z"))
                .setReason(null)
                .build();
    }

    private static SchemaRegistryClient clientOf(EmbeddedRegistry registry) {
        return new CachedSchemaRegistryClient(List.of(registry.url()), 100, Map.of());
    }

    private interface Call {
        void go() throws Exception;
    }

    private static void assertCode(int status, int code, Call call) {
        assertThatThrownBy(call::go).isInstanceOfSatisfying(RestClientException.class, e -> {
            assertThat(e.getStatus()).isEqualTo(status);
            assertThat(e.getErrorCode()).isEqualTo(code);
        });
    }
}
