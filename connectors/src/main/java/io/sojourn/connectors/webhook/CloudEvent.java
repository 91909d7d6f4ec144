package io.sojourn.connectors.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.schemas.RecordJson;

/** A decision as a CloudEvent 1.0 in structured mode: envelope and record in one JSON object. */
final class CloudEvent {
    static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private CloudEvent() {}

    /** @param source who says so, a URI reference */
    static byte[] of(Decision decision, String source) {
        ObjectNode event = MAPPER.createObjectNode()
                .put("specversion", "1.0")
                .put("id", decision.id())
                .put("source", source)
                .put("type", decision.type())
                .put("subject", decision.customerId())
                .put("time", decision.effectiveAt().toString())
                .put("datacontenttype", "application/json");
        event.set("data", RecordJson.of(decision.record()));
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written", e);
        }
    }
}
