package io.sojourn.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.intake.Reason;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 over HTTP in all three modes. {@code type} names one of our records, {@code data} is that record in
 * JSON; what it lacks of event id, customer and time comes from the attributes.
 */
final class CloudEvents {
    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCHED = "application/cloudevents-batch+json";
    private static final String PACKAGE = "io.sojourn.events.";
    private static final String JSON = "application/json";

    private final Map<String, Schema> schemas = new TreeMap<>();
    private final Door door;

    CloudEvents(Door door) {
        this.door = door;
        // Avro makes and fills only records of classes it was told to trust.
        WireFormat.trustRecords();
        for (Topic topic : Topics.catalogue(1, 1)) {
            if (Topics.INPUTS.contains(topic.name())) {
                topic.types()
                        .forEach(type -> schemas.put(
                                type.getSimpleName(), SpecificData.get().getSchema(type)));
            }
        }
    }

    /**
     * Every event of a request, in order.
     *
     * @param contentType the request's, which tells the mode; null if it has none
     * @param headers the request's; those of binary mode begin with {@code ce-}
     * @throws Problem if the request is in none of the modes
     */
    List<Reading> read(@Nullable String contentType, Map<String, String> headers, byte[] body, Instant receivedAt) {
        var media = media(contentType);
        if (media.equals(BATCHED)) {
            var batch = Json.read(body);
            if (!batch.isArray()) {
                throw Problem.unreadable("The body is no JSON list.");
            }
            door.requireFew(batch.size());
            var readings = new ArrayList<Reading>(batch.size());
            batch.forEach(event -> readings.add(read(event, receivedAt)));
            return readings;
        }
        if (media.equals(STRUCTURED)) {
            return List.of(read(Json.read(body), receivedAt));
        }
        var attributes = attributes(headers);
        if (!attributes.has("specversion") || media.startsWith("application/cloudevents")) {
            throw Problem.lasting(
                    415,
                    "no-cloudevent",
                    "This is no CloudEvent in JSON.",
                    "Send " + STRUCTURED + ", " + BATCHED + ", or " + JSON + " with the headers ce-specversion, ce-id,"
                            + " ce-source and ce-type.");
        }
        attributes.put("datacontenttype", media.isEmpty() ? JSON : media);
        return List.of(read(attributes, Json.read(body), receivedAt));
    }

    private static ObjectNode attributes(Map<String, String> headers) {
        var attributes = Json.object();
        headers.forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("ce-")) {
                attributes.put(lower.substring(3), decoded(value));
            }
        });
        return attributes;
    }

    /** Percent-encoded, as the HTTP binding has it; a plus is a plus. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private Reading read(JsonNode event, Instant receivedAt) {
        return read(event, event.path("data"), receivedAt);
    }

    private Reading read(JsonNode attributes, JsonNode data, Instant receivedAt) {
        var id = attributes.path("id").isTextual() ? attributes.path("id").textValue() : null;
        try {
            var fields = Fields.of(attributes);
            var version = fields.requiredText("say 1.0", "specversion");
            if (!version.equals("1.0")) {
                throw new RefusedException(Reason.INVALID_VALUE, "specversion", version, "send version 1.0");
            }
            var format = fields.text("datacontenttype");
            if (attributes.has("data_base64") || (format != null && !isJson(media(format)))) {
                throw new RefusedException(
                        Reason.INVALID_VALUE, "datacontenttype", format, "send the data as JSON, in data");
            }
            // An id is unique within its source only.
            var eventId = fields.requiredText("say where it comes from", "source") + "/"
                    + fields.requiredText("number your events", "id");
            var time = fields.time("time");
            var record = EventJson.read(
                    schema(fields),
                    new Fields(data, "data."),
                    EventJson.known(eventId, fields.text("subject"), time == null ? receivedAt : time));
            return door.check(id, record, receivedAt, field -> "data." + field);
        } catch (RefusedException e) {
            return new Reading.Refused(id, e.refusal());
        }
    }

    private Schema schema(Fields attributes) throws RefusedException {
        var names = "name one of our records: " + String.join(", ", schemas.keySet());
        var type = attributes.requiredText(names, "type");
        var schema = schemas.get(type.startsWith(PACKAGE) ? type.substring(PACKAGE.length()) : type);
        if (schema == null) {
            throw new RefusedException(Reason.UNEXPECTED_TYPE, "type", type, names);
        }
        return schema;
    }

    private static boolean isJson(String media) {
        return media.equals(JSON) || media.equals("text/json") || media.endsWith("+json");
    }

    /** The media type without its parameters. */
    private static String media(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
