package io.sojourn.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * An Avro record as JSON that people read and tools load: instants in ISO 8601, decimals as numbers, unions without
 * their type's name, bytes in base64.
 */
public final class RecordJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordJson() {}

    /** The record's fields in the order of its schema. */
    public static ObjectNode of(IndexedRecord record) {
        var object = NODES.objectNode();
        record.getSchema().getFields().forEach(field -> object.set(field.name(), node(record.get(field.pos()))));
        return object;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof IndexedRecord record) {
            return of(record);
        } else if (value instanceof Instant at) {
            return NODES.textNode(at.toString());
        } else if (value instanceof BigDecimal amount) {
            return NODES.numberNode(plain(amount));
        } else if (value instanceof Integer number) {
            return NODES.numberNode(number);
        } else if (value instanceof Long number) {
            return NODES.numberNode(number);
        } else if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        } else if (value instanceof ByteBuffer bytes) {
            var copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return NODES.textNode(Base64.getEncoder().encodeToString(copy));
        } else if (value instanceof Collection<?> many) {
            var array = NODES.arrayNode();
            many.forEach(one -> array.add(node(one)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            var object = NODES.objectNode();
            map.forEach((key, one) -> object.set(key.toString(), node(one)));
            return object;
        }
        return NODES.textNode(value.toString());
    }

    /** 12.5000 is shown as 12.50: money with two digits, and more only where they say something. */
    public static BigDecimal plain(BigDecimal amount) {
        var shortest = amount.stripTrailingZeros();
        return shortest.scale() < 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : shortest;
    }
}
