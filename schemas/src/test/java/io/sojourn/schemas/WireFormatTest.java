package io.sojourn.schemas;

import static io.sojourn.schemas.UnreadableRecordException.Reason.NOT_AVRO;
import static io.sojourn.schemas.UnreadableRecordException.Reason.UNEXPECTED_TYPE;
import static io.sojourn.schemas.UnreadableRecordException.Reason.UNKNOWN_SCHEMA;
import static io.sojourn.schemas.UnreadableRecordException.Reason.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.RecordNameStrategy;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private final String scope = UUID.randomUUID().toString();
    private final String url = "mock://" + scope;
    private final SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope(scope);
    private final WireFormat wire = new WireFormat(Map.of("schema.registry.url", url));

    @AfterEach
    void forgetTheRegistry() {
        wire.close();
        MockSchemaRegistry.dropScope(scope);
    }

    @Test
    void what_is_written_is_read_again_decimals_times_and_chinese_included() {
        assertThat(wire.decode(Topics.ORDERS, wire.encode(Topics.ORDERS, Orders.anOrder())))
                .isEqualTo(Orders.anOrder());
    }

    @Test
    void every_record_class_of_the_catalogue_can_be_registered_under_its_own_name() throws Exception {
        for (var type : Topics.types()) {
            assertThat(wire.isRegistered(type)).isFalse();
            wire.register(type);
            assertThat(wire.isRegistered(type)).isTrue();
        }

        assertThat(registry.getAllSubjects())
                .hasSize(Topics.types().size())
                .contains("io.sojourn.events.OrderCompleted", "io.sojourn.decisions.StageTransition");
    }

    @Test
    void the_genuine_serializer_and_we_write_the_same_bytes() {
        Map<String, ?> config = Map.of(
                "schema.registry.url",
                url,
                "value.subject.name.strategy",
                RecordNameStrategy.class.getName(),
                "specific.avro.reader",
                true);
        try (var theirs = new KafkaAvroSerializer();
                var theirReader = new KafkaAvroDeserializer()) {
            theirs.configure(config, false);
            theirReader.configure(config, false);

            byte[] ours = wire.encode(Topics.ORDERS, Orders.anOrder());

            assertThat(ours).isEqualTo(theirs.serialize(Topics.ORDERS, Orders.anOrder()));
            assertThat(theirReader.deserialize(Topics.ORDERS, ours)).isEqualTo(Orders.anOrder());
        }
    }

    @Test
    void bytes_that_are_no_avro_are_told_so() {
        assertRefused(NOT_AVRO, new byte[0]);
        assertRefused(NOT_AVRO, new byte[] {0, 0, 0, 1});
        assertRefused(NOT_AVRO, "{\"orderId\":\"1\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void an_id_the_registry_does_not_have_is_an_unknown_schema() {
        assertRefused(UNKNOWN_SCHEMA, headed(4711, new byte[] {1, 2, 3}));
    }

    @Test
    void an_id_registered_later_is_read_from_then_on() throws Exception {
        WireFormat patient = new WireFormat(Map.of("schema.registry.url", url, "missing.id.cache.ttl.sec", "0"));
        assertRefused(UNKNOWN_SCHEMA, headed(1, new byte[] {1}));

        byte[] bytes = wire.encode(Topics.ORDERS, Orders.anOrder());

        assertThat(patient.decode(Topics.ORDERS, bytes)).isEqualTo(Orders.anOrder());
        patient.close();
    }

    @Test
    void a_record_that_is_not_of_ours_is_unexpected() throws Exception {
        Schema theirs = SchemaBuilder.record("com.example.Invoice")
                .fields()
                .requiredString("id")
                .endRecord();
        int id = registry.register("com.example.Invoice", new AvroSchema(theirs));
        int text = registry.register("text", new AvroSchema(Schema.create(Schema.Type.STRING)));

        assertRefused(UNEXPECTED_TYPE, headed(id, new byte[] {2, 65}));
        assertRefused(UNEXPECTED_TYPE, headed(text, new byte[] {2, 65}));
    }

    @Test
    void a_record_cut_short_or_with_something_after_it_is_unreadable() {
        byte[] bytes = wire.encode(Topics.ORDERS, Orders.anOrder());

        assertRefused(UNREADABLE, Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused(UNREADABLE, Arrays.copyOf(bytes, bytes.length + 1));
        assertRefused(UNREADABLE, Arrays.copyOf(bytes, 5));
    }

    @Test
    void lengths_that_would_fill_the_memory_are_unreadable() {
        int id = wire.register(OrderCompleted.class);

        // eventId of 2 GiB; then a whole order that claims 2^31 lines.
        assertRefused(UNREADABLE, headed(id, zigzag(Integer.MAX_VALUE - 8L)));
        byte[] order = wire.encode(Topics.ORDERS, Orders.anOrder());
        byte[] start = Arrays.copyOf(order, indexOfLines(order));
        byte[] body = Arrays.copyOfRange(start, 5, start.length);
        assertRefused(UNREADABLE, headed(id, joined(body, zigzag(Integer.MAX_VALUE - 8L))));
        assertRefused(UNREADABLE, headed(id, joined(body, zigzag(-(Integer.MAX_VALUE - 8L)), zigzag(1))));
    }

    @Test
    void schemas_that_would_cost_all_memory_or_all_time_are_refused_before_they_are_read_by() throws Exception {
        for (String hostile : List.of(
                HostileSchemas.unfolding(40),
                HostileSchemas.listOf("\"null\""),
                HostileSchemas.listOf("{\"type\": \"fixed\", \"name\": \"none.Fixed\", \"size\": 0}"),
                HostileSchemas.listOf("{\"type\": \"record\", \"name\": \"none.Record\", \"fields\": []}"))) {
            int id =
                    registry.register("io.sojourn.events.OrderCancelled" + hostile.hashCode(), new AvroSchema(hostile));
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertRefused(UNEXPECTED_TYPE, headed(id, HostileSchemas.twoBillion())));
        }
    }

    @Test
    void a_list_of_something_is_read_past_whoever_wrote_it() throws Exception {
        Schema more = new Schema.Parser().parse(HostileSchemas.listOf("[\"null\", \"int\"]"));
        int id = registry.register("io.sojourn.events.OrderCancelled", new AvroSchema(more));
        // Two of them, then the order.
        byte[] body = {4, 0, 2, 14, 0, 2, 'e', 2, 2, 'c', 2, 'o', 0, 0};

        assertThat(((OrderCancelled) wire.decode(Topics.ORDERS, headed(id, body))).getOrderId())
                .isEqualTo("o");
    }

    @Test
    void of_an_endless_name_a_hint_shows_the_beginning() throws Exception {
        Schema endless = SchemaBuilder.record("com.example." + "A".repeat(900_000))
                .fields()
                .endRecord();
        int id = registry.register("endless", new AvroSchema(endless));

        assertThatThrownBy(() -> wire.decode(Topics.ORDERS, headed(id, new byte[0])))
                .isInstanceOfSatisfying(
                        UnreadableRecordException.class,
                        refusal -> assertThat(refusal.hint())
                                .hasSizeLessThan(1_000)
                                .contains("com.example.AAA"));
    }

    @Test
    void ten_thousand_random_bodies_are_refused_or_read_but_never_break_us() {
        List<Integer> ids = Topics.types().stream().map(wire::register).toList();
        Random random = new Random(20261123);
        for (int i = 0; i < 10_000; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            byte[] bytes = headed(ids.get(i % ids.size()), body);

            Throwable thrown = catchThrowable(() -> wire.decode(Topics.ORDERS, bytes));

            if (thrown != null) {
                assertThat(thrown)
                        .isInstanceOfSatisfying(
                                UnreadableRecordException.class,
                                e -> assertThat(e.reason()).isEqualTo(UNREADABLE));
            }
        }
    }

    @Test
    void a_producer_one_field_ahead_is_understood() throws Exception {
        Schema ours = OrderCompleted.getClassSchema();
        Schema newer = Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false);
        List<Schema.Field> fields = new java.util.ArrayList<>(ours.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        fields.add(2, new Schema.Field("shop", SchemaBuilder.builder().stringType(), "which shop", "main"));
        newer.setFields(fields);
        int id = registry.register(ours.getFullName(), new AvroSchema(newer));
        OrderCompleted order = Orders.anOrder();
        GenericRecord sent = new GenericData.Record(newer);
        for (Schema.Field field : ours.getFields()) {
            sent.put(field.name(), order.get(field.name()));
        }
        sent.put("shop", "Berlin");

        SpecificDataBytes bytes = new SpecificDataBytes(order, newer, sent);

        assertThat(wire.decode(Topics.ORDERS, headed(id, bytes.body()))).isEqualTo(order);
        OrderCompleted head = (OrderCompleted) wire.decodeHead(Topics.ORDERS, headed(id, bytes.body()));
        assertThat(head.getTotal()).isEqualTo(order.getTotal());
        assertThat(head.getCurrency()).isEqualTo(order.getCurrency());
    }

    @Test
    void a_schema_that_must_be_registered_beforehand_and_is_not_is_named() {
        try (WireFormat strict = new WireFormat(Map.of("schema.registry.url", url, "auto.register.schemas", "false"))) {
            assertThatThrownBy(() -> strict.encode(Topics.ORDERS, Orders.anOrder()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("io.sojourn.events.OrderCompleted")
                    .hasMessageContaining("sojourn topics create");
            strict.register(OrderCompleted.class);
            assertThat(strict.decode(Topics.ORDERS, strict.encode(Topics.ORDERS, Orders.anOrder())))
                    .isEqualTo(Orders.anOrder());
        }
    }

    @Test
    void without_an_address_it_says_which_setting_is_missing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WireFormat(Map.of()))
                .withMessageContaining("schema.registry.url");
    }

    private void assertRefused(UnreadableRecordException.Reason reason, byte[] bytes) {
        assertThatThrownBy(() -> wire.decode(Topics.ORDERS, bytes))
                .isInstanceOfSatisfying(UnreadableRecordException.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(refusal.hint()).isNotBlank();
                });
    }

    /** Where the lines begin: one block of one line, so a 2 (zigzag 1), before the length of the product's id. */
    private static int indexOfLines(byte[] order) {
        for (int i = 5; i < order.length - 2; i++) {
            if (order[i] == 2 && order[i + 1] == 12 && order[i + 2] == '8') {
                return i;
            }
        }
        throw new AssertionError("the order has no line");
    }

    private static byte[] headed(int schemaId, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(body)
                .array();
    }

    private static byte[] zigzag(long number) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            encoder.writeLong(number);
            return bytes.toByteArray();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** A generic record in another schema, with the conversions (decimals, times) of one of our records. */
    private record SpecificDataBytes(OrderCompleted model, Schema schema, GenericRecord record) {
        byte[] body() throws java.io.IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema, model.getSpecificData()).write(record, encoder);
            return bytes.toByteArray();
        }
    }
}
