package io.sojourn.collector;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.intake.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One of our records in plain JSON: the fields of its schema by name, amounts as numbers or texts, times in ISO 8601. What is
 * not there gets the schema's default, or null where the schema allows it; a field the schema does not know is refused.
 */
final class EventJson {
    private EventJson() {}

    /** @param given values of fields of the record itself that {@code fields} does not have */
    static SpecificRecord read(Schema schema, Fields fields, Map<String, ?> given) throws RefusedException {
        if (!fields.node().isObject()) {
            throw new RefusedException(
                    Reason.INVALID_VALUE, fields.path() + "data", null, "send the event as a JSON object");
        }
        for (var field : fields.all()) {
            if (schema.getField(field.getKey()) == null) {
                throw fields.unfit(
                        field.getKey(), field.getValue(), "there is no such field; there are: " + names(schema));
            }
        }
        var record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (var field : schema.getFields()) {
            var value = value(field.schema(), fields, field.name());
            record.put(field.pos(), value != null ? value : otherwise(field, fields, given));
        }
        return record;
    }

    private static @Nullable Object otherwise(Schema.Field field, Fields fields, Map<String, ?> given)
            throws RefusedException {
        var known = given.get(field.name());
        if (known != null) {
            return known;
        }
        if (field.hasDefaultValue()) {
            return SpecificData.get().getDefaultValue(field);
        }
        if (field.schema().isNullable()) {
            return null;
        }
        throw fields.missing(field.name(), "fill " + field.name());
    }

    private static @Nullable Object value(Schema declared, Fields fields, String name) throws RefusedException {
        var value = fields.node().path(name);
        if (Fields.isAbsent(value)) {
            return null;
        }
        var schema =
                declared.isUnion() ? declared.getTypes().get(declared.getTypes().size() - 1) : declared;
        return switch (schema.getType()) {
            case STRING -> fields.text(name);
            case BYTES -> fields.decimal(name);
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? fields.time(name)
                        : whole(fields, name, value);
            case INT -> whole(fields, name, value);
            case BOOLEAN -> flag(fields, name, value);
            case MAP -> texts(fields, name, value);
            case RECORD -> read(schema, fields.in(name), Map.of());
            case ARRAY -> {
                var list = new ArrayList<SpecificRecord>();
                for (var element : fields.list(name)) {
                    list.add(read(schema.getElementType(), element, Map.of()));
                }
                yield list;
            }
            default -> throw new IllegalStateException("no JSON form for " + schema);
        };
    }

    private static int whole(Fields fields, String name, JsonNode value) throws RefusedException {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw fields.unfit(name, value, "send a whole number");
        }
        return value.intValue();
    }

    private static boolean flag(Fields fields, String name, JsonNode value) throws RefusedException {
        if (!value.isBoolean()) {
            throw fields.unfit(name, value, "send true or false");
        }
        return value.booleanValue();
    }

    private static Map<String, String> texts(Fields fields, String name, JsonNode value) throws RefusedException {
        if (!value.isObject()) {
            throw fields.unfit(name, value, "send an object of texts");
        }
        var texts = new HashMap<String, String>();
        value.properties()
                .forEach(each ->
                        texts.put(each.getKey(), each.getValue().isNull() ? "" : Fields.plain(each.getValue())));
        return texts;
    }

    private static String names(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", "));
    }

    /** What is known of a record beside its JSON; nulls left out. */
    static Map<String, Object> known(
            @Nullable String eventId, @Nullable String customerId, @Nullable Instant occurredAt) {
        var known = new HashMap<String, Object>();
        if (eventId != null) {
            known.put("eventId", eventId);
        }
        if (customerId != null) {
            known.put("customerId", customerId);
        }
        if (occurredAt != null) {
            known.put("occurredAt", occurredAt);
        }
        return known;
    }
}
