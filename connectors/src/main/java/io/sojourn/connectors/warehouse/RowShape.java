package io.sojourn.connectors.warehouse;

import io.sojourn.schemas.RecordJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * How a record of ours lies flat: {@code customerId} is the column {@code customer_id}, the field {@code net} of the record
 * {@code rfm} is {@code rfm_net}, and lists and maps are text with JSON in it.
 *
 * @param schema of the row
 * @param columns in the order of the schema
 */
record RowShape(org.apache.kafka.connect.data.Schema schema, List<Column> columns) {

    /**
     * One column.
     *
     * @param value of a record; null where it has none
     */
    record Column(String name, org.apache.kafka.connect.data.Schema schema, Value value) {}

    /** Where a column's value stands. */
    interface Value {
        @Nullable
        Object of(IndexedRecord record);
    }

    static RowShape of(Schema record) {
        List<Column> columns = new ArrayList<>();
        lay(record, "", false, whole -> whole, columns);
        SchemaBuilder schema = SchemaBuilder.struct().name(record.getFullName());
        columns.forEach(column -> schema.field(column.name(), column.schema()));
        return new RowShape(schema.build(), List.copyOf(columns));
    }

    Struct row(IndexedRecord record) {
        Struct row = new Struct(schema);
        columns.forEach(column -> row.put(column.name(), column.value().of(record)));
        return row;
    }

    /** Puts the fields of a record, which stands within another one where {@code place} says, among the columns. */
    private static void lay(
            Schema record,
            String prefix,
            boolean optional,
            UnaryOperator<@Nullable IndexedRecord> place,
            List<Column> columns) {
        for (Schema.Field field : record.getFields()) {
            Schema type = present(field.schema());
            String name = prefix + snake(field.name());
            boolean mayLack = optional || field.schema().isUnion();
            int at = field.pos();
            if (type.getType() == Schema.Type.RECORD) {
                lay(type, name + "_", mayLack, whole -> (IndexedRecord) get(place.apply(whole), at), columns);
            } else {
                columns.add(column(name, type, mayLack, whole -> get(place.apply(whole), at), field.name(), place));
            }
        }
    }

    private static Column column(
            String name,
            Schema type,
            boolean optional,
            Value value,
            String field,
            UnaryOperator<@Nullable IndexedRecord> place) {
        return switch (type.getType()) {
            case STRING, ENUM ->
                new Column(name, built(SchemaBuilder.string(), optional), record -> {
                    Object text = value.of(record);
                    return text == null ? null : text.toString();
                });
            case ARRAY, MAP ->
                new Column(name, built(SchemaBuilder.string(), optional), record -> {
                    IndexedRecord owner = place.apply(record);
                    return owner == null
                            ? null
                            : String.valueOf(RecordJson.of(owner).get(field));
                });
            case INT -> new Column(name, built(SchemaBuilder.int32(), optional), value);
            case BOOLEAN -> new Column(name, built(SchemaBuilder.bool(), optional), value);
            case LONG ->
                type.getLogicalType() == null
                        ? new Column(name, built(SchemaBuilder.int64(), optional), value)
                        : new Column(name, built(Timestamp.builder(), optional), record -> {
                            Instant at = (Instant) value.of(record);
                            return at == null ? null : Date.from(at);
                        });
            case BYTES -> {
                int scale = ((LogicalTypes.Decimal) type.getLogicalType()).getScale();
                yield new Column(name, built(Decimal.builder(scale), optional), record -> {
                    BigDecimal amount = (BigDecimal) value.of(record);
                    return amount == null ? null : amount.setScale(scale);
                });
            }
            default -> throw new IllegalStateException("no column is known for " + type + " of " + name);
        };
    }

    private static org.apache.kafka.connect.data.Schema built(SchemaBuilder builder, boolean optional) {
        return optional ? builder.optional().build() : builder.build();
    }

    private static @Nullable Object get(@Nullable IndexedRecord record, int position) {
        return record == null ? null : record.get(position);
    }

    /** What a field holds when it holds something. */
    private static Schema present(Schema type) {
        return type.isUnion()
                ? type.getTypes().stream()
                        .filter(each -> each.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : type;
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
