package io.sojourn.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A table's name and columns. That of an Avro record has a column a field in snake case; a record within stands in columns of its
 * own under its name, a list of records as JSON. Instants are UTC.
 *
 * @param grows whether rows only ever come after those there, however far the ledger goes on; else it is written anew each time
 */
record Table(String name, List<Column> columns, boolean grows) {
    static final String TEXT = "VARCHAR";
    static final String TEXTS = "VARCHAR[]";
    static final String JSON = "JSON";
    static final String INSTANT = "TIMESTAMP";
    static final String MONEY = "DECIMAL(18, 4)";
    static final String WHOLE = "INTEGER";
    static final String LONG = "BIGINT";
    static final String FLAG = "BOOLEAN";
    static final String DAY = "DATE";

    /** Fields that would have to be quoted everywhere. */
    private static final Map<String, String> WORDS_OF_SQL =
            Map.of("from", "from_stage", "to", "to_stage", "group", "tag_group");

    record Column(String name, String type) {}

    /** @param columns name and type in turn */
    static Table of(String name, String... columns) {
        List<Column> all = new ArrayList<>();
        for (int i = 0; i < columns.length; i += 2) {
            all.add(new Column(columns[i], columns[i + 1]));
        }
        return new Table(name, List.copyOf(all), true);
    }

    static Table of(String name, Schema record) {
        List<Column> columns = new ArrayList<>();
        add("", record, columns);
        return new Table(name, List.copyOf(columns), true);
    }

    /** The same, written anew each time. */
    Table anew() {
        return new Table(name, columns, false);
    }

    private static void add(String prefix, Schema record, List<Column> columns) {
        for (Schema.Field field : record.getFields()) {
            String name = prefix + column(field.name());
            Schema schema = present(field.schema());
            if (schema.getType() == Schema.Type.RECORD) {
                add(name + "_", schema, columns);
            } else {
                columns.add(new Column(name, type(schema)));
            }
        }
    }

    /** What stands there where something does. */
    private static Schema present(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(each -> each.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case INT -> WHOLE;
            case LONG -> schema.getLogicalType() == null ? LONG : INSTANT;
            case BOOLEAN -> FLAG;
            case BYTES, FIXED -> {
                if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal)) {
                    throw new IllegalArgumentException("no table has a column of " + schema);
                }
                yield MONEY;
            }
            case ARRAY -> schema.getElementType().getType() == Schema.Type.STRING ? TEXTS : JSON;
            case STRING, ENUM -> TEXT;
            default -> throw new IllegalArgumentException("no table has a column of " + schema);
        };
    }

    private static String column(String field) {
        String renamed = WORDS_OF_SQL.get(field);
        return renamed == null ? field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) : renamed;
    }

    /** The statement that creates it. */
    String ddl() {
        return columns.stream()
                .map(column -> column.name + " " + column.type)
                .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (", ")"));
    }
}
