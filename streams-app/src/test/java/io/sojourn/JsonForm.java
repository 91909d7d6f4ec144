package io.sojourn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What {@link io.sojourn.schemas.RecordJson} makes of records with an Avro schema, as a JSON Schema. */
final class JsonForm {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonForm() {}

    static ObjectNode of(Schema schema) {
        boolean logical = schema.getLogicalType() != null;
        return switch (schema.getType()) {
            case RECORD -> object(schema);
            case ARRAY -> typed("array").set("items", of(schema.getElementType()));
            case MAP -> typed("object").set("additionalProperties", of(schema.getValueType()));
            case UNION -> nullable(schema);
            case ENUM -> {
                ObjectNode names = typed("string");
                schema.getEnumSymbols().forEach(names.putArray("enum")::add);
                yield names;
            }
            case LONG -> logical ? typed("string").put("format", "date-time") : typed("integer");
            case INT -> typed("integer");
            case BYTES -> typed(logical ? "number" : "string");
            case BOOLEAN -> typed("boolean");
            case STRING -> typed("string");
            default -> throw new IllegalArgumentException("no decision has a field of type " + schema);
        };
    }

    private static ObjectNode object(Schema schema) {
        ObjectNode object = described(typed("object"), schema.getDoc());
        ObjectNode properties = object.putObject("properties");
        schema.getFields().forEach(field -> properties.set(field.name(), described(of(field.schema()), field.doc())));
        schema.getFields().forEach(field -> object.withArray("required").add(field.name()));
        return object;
    }

    private static ObjectNode nullable(Schema union) {
        ObjectNode either = NODES.objectNode();
        union.getTypes().stream()
                .map(each -> each.getType() == Schema.Type.NULL ? typed("null") : of(each))
                .forEach(either.putArray("oneOf")::add);
        return either;
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static ObjectNode described(ObjectNode form, @Nullable String doc) {
        return doc == null ? form : form.put("description", doc);
    }
}
