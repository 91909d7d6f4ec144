package io.sojourn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The AsyncAPI document of every public topic, written from the topic catalogue and the schemas. */
final class AsyncApi {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String AVRO = "application/vnd.apache.avro;version=1.12.0";
    private static final String JSON_SCHEMA = "application/schema+json;version=draft-07";

    /** Letters of ours to ourselves. */
    private static final Set<String> PRIVATE = Set.of(Topics.CLOCK, Topics.WATERMARKS, Topics.LEDGER);

    private static final Form IN_AVRO = new Form("", AsyncApi::inAvro);
    private static final Form IN_JSON = new Form("InJson", AsyncApi::inJson);

    /** How records stand on a topic: what their message is called behind the name of their class, and what it is. */
    private record Form(String suffix, Function<Class<? extends SpecificRecord>, ObjectNode> message) {
        String nameOf(Class<? extends SpecificRecord> type) {
            return type.getSimpleName() + suffix;
        }
    }

    private AsyncApi() {}

    static ObjectNode document() {
        ObjectNode document = MAPPER.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Sojourn")
                .put("version", "0.1.0")
                .put(
                        "description",
                        "The customer lifecycle as a stream: events in, decisions out. 客户生命周期流：事件输入，判定输出。 Values are"
                                + " Avro in Confluent's wire format, subjects by record name; read with"
                                + " isolation.level=read_committed. Topics that end in -json are there where mirror.json names their"
                                + " originals. docs/topics.md says the same for people.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "application/vnd.apache.avro");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode messages = MAPPER.createObjectNode();
        Settings settings = Settings.defaults().with("mirror.json", String.join(",", Topics.DECISIONS));
        Set<Topic> mirrors = Set.copyOf(Topics.mirrors(Topics.DECISIONS, settings.ledgerPartitions()));
        settings.topics().stream()
                .filter(topic -> !PRIVATE.contains(topic.name()))
                .forEach(topic -> {
                    Form form = mirrors.contains(topic) ? IN_JSON : IN_AVRO;
                    channels.set(topic.name(), channel(topic, form));
                    operation(topic, operations);
                    topic.types().forEach(type -> messages.set(form.nameOf(type), form.message.apply(type)));
                });
        document.putObject("components").set("messages", messages);
        return document;
    }

    private static ObjectNode channel(Topic topic, Form form) {
        ObjectNode channel = MAPPER.createObjectNode()
                .put("address", topic.name())
                .put("title", topic.title())
                .put("description", topic.title() + ". " + topic.titleZh() + "。 Key: " + topic.key() + ".");
        ObjectNode messages = channel.putObject("messages");
        topic.types()
                .forEach(type -> messages.putObject(form.nameOf(type))
                        .put("$ref", "#/components/messages/" + form.nameOf(type)));
        ObjectNode kafka = channel.putObject("bindings")
                .putObject("kafka")
                .put("topic", topic.name())
                .put("partitions", topic.partitions());
        ObjectNode settings = kafka.putObject("topicConfiguration");
        settings.putArray("cleanup.policy").add(topic.settings().get("cleanup.policy"));
        String retention = topic.settings().get("retention.ms");
        if (retention != null) {
            settings.put("retention.ms", Long.parseLong(retention));
        }
        kafka.put("bindingVersion", "0.5.0");
        return channel;
    }

    /** What Sojourn does: it receives what sources send, and sends the rest. */
    private static void operation(Topic topic, ObjectNode operations) {
        boolean received = Topics.INPUTS.contains(topic.name());
        ObjectNode operation = operations
                .putObject((received ? "receive-" : "send-") + topic.name())
                .put("action", received ? "receive" : "send")
                .put("summary", topic.title());
        operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
    }

    private static ObjectNode inAvro(Class<? extends SpecificRecord> type) {
        Schema schema = SpecificData.get().getSchema(type);
        ObjectNode message = message(schema);
        message.putObject("payload").put("schemaFormat", AVRO).set("schema", json(schema));
        bindings(message)
                .put("schemaIdLocation", "payload")
                .put("schemaIdPayloadEncoding", "confluent")
                .put("bindingVersion", "0.5.0");
        return message;
    }

    private static ObjectNode inJson(Class<? extends SpecificRecord> type) {
        Schema schema = SpecificData.get().getSchema(type);
        ObjectNode message = message(schema).put("contentType", "application/json");
        message.putObject("payload").put("schemaFormat", JSON_SCHEMA).set("schema", JsonForm.of(schema));
        bindings(message).put("bindingVersion", "0.5.0");
        return message;
    }

    private static ObjectNode message(Schema schema) {
        ObjectNode message =
                MAPPER.createObjectNode().put("name", schema.getFullName()).put("title", schema.getName());
        if (schema.getDoc() != null) {
            message.put("description", schema.getDoc());
        }
        return message;
    }

    private static ObjectNode bindings(ObjectNode message) {
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", "customer id, UTF-8");
        return kafka;
    }

    private static JsonNode json(Schema schema) {
        try {
            return MAPPER.readTree(schema.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text() {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
