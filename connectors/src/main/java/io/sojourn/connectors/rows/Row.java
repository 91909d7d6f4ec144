package io.sojourn.connectors.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sojourn.connectors.rows.RowRefusedException.Reason;
import io.sojourn.yaml.Suggestion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A row by its columns, whether it came as a struct, as a map without schema, or as a line of JSON.
 *
 * @param table where it is from, for who has to look
 * @param columns by name; of a struct all, of a map those that are there
 * @param strict whether a column that is not among them is a mistake
 */
record Row(String table, Map<String, Cell> columns, boolean strict) {
    /** Of a price every digit counts. */
    private static final ObjectReader LINE = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerForMapOf(Object.class);

    /** @throws RowRefusedException if that is no struct, no map and no JSON object as text */
    static Row of(String table, Object row) {
        Map<String, Cell> columns = new TreeMap<>();
        if (row instanceof Struct struct) {
            // Where the row holds nothing, the column's default is what it might have held.
            for (Field field : struct.schema().fields()) {
                columns.put(
                        field.name(),
                        new Cell(table, field.name(), struct.getWithoutDefault(field.name()), field.schema()));
            }
            return new Row(table, columns, true);
        }
        if (row instanceof Map<?, ?> map) {
            map.forEach((name, value) ->
                    columns.put(String.valueOf(name), new Cell(table, String.valueOf(name), value, null)));
            return new Row(table, columns, false);
        }
        if (row instanceof String line) {
            return of(table, object(table, line));
        }
        throw new RowRefusedException(
                Reason.INVALID_VALUE,
                table,
                null,
                row.getClass().getSimpleName(),
                "a row is a struct, a map or a JSON object as text: put a transform before this one that makes one of it");
    }

    private static Map<String, ?> object(String table, String line) {
        try {
            Map<String, ?> object = LINE.readValue(line);
            if (object != null) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Said below, for who has to mend the line.
        }
        throw new RowRefusedException(
                Reason.INVALID_VALUE,
                table,
                null,
                line,
                "is no JSON object: write a line like {\"id\": 42, \"total\": 19.90}");
    }

    static @Nullable Row maybe(String table, @Nullable Object row) {
        return row == null ? null : of(table, row);
    }

    Cell cell(String column) {
        Cell cell = columns.get(column);
        if (cell == null && strict) {
            throw new RowRefusedException(
                    Reason.MISSING_COLUMN,
                    table,
                    column,
                    null,
                    "there is no such column" + Suggestion.among(column, columns.keySet()));
        }
        return cell == null ? new Cell(table, column, null, null) : cell;
    }

    /** The value of a column; null if it has none or there is no such column. */
    @Nullable
    Object value(String column) {
        Cell cell = columns.get(column);
        return cell == null ? null : cell.value();
    }

    /** Whether a column holds the same in both; a column that is not asked for does. */
    boolean agrees(Row other, @Nullable String column) {
        return column == null
                || Objects.equals(cell(column).value(), other.cell(column).value());
    }

    /** All that stands in it; the same for the same row. */
    String print() {
        List<String> all = new ArrayList<>();
        columns.forEach((name, cell) -> all.add(name + "=" + print(cell.value())));
        return String.join(",", all);
    }

    private static String print(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof Struct struct ? of("", struct).print() : String.valueOf(value);
    }
}
