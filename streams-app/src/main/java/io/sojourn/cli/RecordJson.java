package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
final class RecordJson {

    private RecordJson() {}

    static ObjectNode of(IndexedRecord record) {
        var object = Json.object();
        record.getSchema().getFields().forEach(field -> object.set(field.name(), node(record.get(field.pos()))));
        return object;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return Json.NODES.nullNode();
        } else if (value instanceof IndexedRecord record) {
            return of(record);
        } else if (value instanceof Instant at) {
            return Json.NODES.textNode(at.toString());
        } else if (value instanceof BigDecimal amount) {
            return Json.NODES.numberNode(plain(amount));
        } else if (value instanceof Integer number) {
            return Json.NODES.numberNode(number);
        } else if (value instanceof Long number) {
            return Json.NODES.numberNode(number);
        } else if (value instanceof Boolean flag) {
            return Json.NODES.booleanNode(flag);
        } else if (value instanceof ByteBuffer bytes) {
            var copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return Json.NODES.textNode(Base64.getEncoder().encodeToString(copy));
        } else if (value instanceof Collection<?> many) {
            var array = Json.NODES.arrayNode();
            many.forEach(one -> array.add(node(one)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            var object = Json.object();
            map.forEach((key, one) -> object.set(key.toString(), node(one)));
            return object;
        }
        return Json.NODES.textNode(value.toString());
    }

    /** 12.5000 is shown as 12.50: money with two digits, and more only where they say something. */
    private static BigDecimal plain(BigDecimal amount) {
        var shortest = amount.stripTrailingZeros();
        return shortest.scale() < 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : shortest;
    }
}
