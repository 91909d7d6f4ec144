package io.sojourn.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Conversion;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of one schema, byte for byte as Avro's own writer does. Avro asks the schema again at every value what
 * to do; this asks once, as Avro's reader does. Thread-safe.
 */
@FunctionalInterface
interface ValueWriter {
    void write(@Nullable Object value, Encoder out) throws IOException;

    /**
     * The writer of a schema of ours.
     *
     * @param model knows the conversions of the schema's logical types
     * @throws IllegalArgumentException if the schema has what none of ours has
     */
    @SuppressWarnings("EnumOrdinal") // A symbol is written by its number, which is the enum's.
    static ValueWriter of(Schema schema, SpecificData model) {
        LogicalType logical = schema.getLogicalType();
        Conversion<?> conversion = logical == null ? null : model.getConversionFor(logical);
        if (logical != null && conversion != null) {
            return converting(schema, logical, conversion);
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema, model);
            case UNION -> optional(schema, model);
            case ARRAY -> array(of(schema.getElementType(), model));
            case MAP -> map(of(schema.getValueType(), model));
            case ENUM -> (value, out) -> out.writeEnum(((Enum<?>) there(value)).ordinal());
            case STRING -> (value, out) -> out.writeString((String) there(value));
            case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) there(value));
            case INT -> (value, out) -> out.writeInt((Integer) there(value));
            case LONG -> (value, out) -> out.writeLong((Long) there(value));
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) there(value));
            default -> throw unknown(schema);
        };
    }

    private static ValueWriter record(Schema schema, SpecificData model) {
        ValueWriter[] fields = schema.getFields().stream()
                .map(field -> of(field.schema(), model))
                .toArray(ValueWriter[]::new);
        return (value, out) -> {
            IndexedRecord record = (IndexedRecord) there(value);
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(record.get(i), out);
            }
        };
    }

    private static ValueWriter optional(Schema union, SpecificData model) {
        Integer absent = union.getIndexNamed("null");
        if (absent == null || union.getTypes().size() != 2) {
            throw unknown(union);
        }
        int present = 1 - absent;
        ValueWriter writer = of(union.getTypes().get(present), model);
        return (value, out) -> {
            out.writeIndex(value == null ? absent : present);
            if (value != null) {
                writer.write(value, out);
            }
        };
    }

    private static ValueWriter array(ValueWriter element) {
        return (value, out) -> {
            List<?> list = (List<?>) there(value);
            out.writeArrayStart();
            out.setItemCount(list.size());
            for (Object each : list) {
                out.startItem();
                element.write(each, out);
            }
            out.writeArrayEnd();
        };
    }

    private static ValueWriter map(ValueWriter element) {
        return (value, out) -> {
            Map<?, ?> map = (Map<?, ?>) there(value);
            out.writeMapStart();
            out.setItemCount(map.size());
            for (Map.Entry<?, ?> each : map.entrySet()) {
                out.startItem();
                out.writeString((String) each.getKey());
                element.write(each.getValue(), out);
            }
            out.writeMapEnd();
        };
    }

    private static <T> ValueWriter converting(Schema schema, LogicalType logical, Conversion<T> conversion) {
        Class<T> type = conversion.getConvertedType();
        return switch (schema.getType()) {
            case LONG -> (value, out) -> out.writeLong(conversion.toLong(type.cast(there(value)), schema, logical));
            case BYTES -> (value, out) -> out.writeBytes(conversion.toBytes(type.cast(there(value)), schema, logical));
            default -> throw unknown(schema);
        };
    }

    private static Object there(@Nullable Object value) {
        return Objects.requireNonNull(value, "a value that must not be missing");
    }

    private static IllegalArgumentException unknown(Schema schema) {
        return new IllegalArgumentException("no record of ours has a " + schema);
    }
}
