package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.RowRefusedException.Reason;
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
 * A row by its columns, whether it came as a struct or as a map without schema.
 *
 * @param table where it is from, for who has to look
 * @param columns by name; of a struct all, of a map those that are there
 * @param strict whether a column that is not among them is a mistake
 */
record Row(String table, Map<String, Cell> columns, boolean strict) {

    /** @throws RowRefusedException if that is neither a struct nor a map */
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
        throw new RowRefusedException(
                Reason.INVALID_VALUE,
                table,
                null,
                row.getClass().getSimpleName(),
                "a row is a struct or a map: put a transform before this one that makes one of it");
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
                    "there is no such column" + Nearest.to(column, columns.keySet()));
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
