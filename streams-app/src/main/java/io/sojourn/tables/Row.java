package io.sojourn.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** A row of a {@link Table}, a value a column. */
final class Row {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long MICROS = 1_000;

    private Row() {}

    /** The row of a record in the table of its schema. */
    static List<@Nullable Object> of(IndexedRecord record) {
        List<@Nullable Object> row = new ArrayList<>();
        add(record, record.getSchema(), row);
        return row;
    }

    private static void add(@Nullable IndexedRecord record, Schema schema, List<@Nullable Object> row) {
        for (Schema.Field field : schema.getFields()) {
            Object value = record == null ? null : record.get(field.pos());
            if (field.schema().getType() == Schema.Type.RECORD) {
                add((IndexedRecord) value, field.schema(), row);
            } else if (value instanceof Collection<?> many
                    && field.schema().getElementType().getType() == Schema.Type.RECORD) {
                row.add(json(many));
            } else {
                row.add(value);
            }
        }
    }

    /** A list of flat records as JSON. */
    private static String json(Collection<?> records) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Object each : records) {
            IndexedRecord record = (IndexedRecord) each;
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            record.getSchema().getFields().forEach(field -> {
                Object value = record.get(field.pos());
                one.put(field.name(), value == null || value instanceof Number ? value : value.toString());
            });
            all.add(one);
        }
        try {
            return MAPPER.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }

    static void append(List<@Nullable Object> row, DuckDBAppender to) throws SQLException {
        to.beginRow();
        for (Object value : row) {
            append(value, to);
        }
        to.endRow();
    }

    private static void append(@Nullable Object value, DuckDBAppender to) throws SQLException {
        if (value == null) {
            to.appendNull();
        } else if (value instanceof Integer number) {
            to.append(number.intValue());
        } else if (value instanceof Long number) {
            to.append(number.longValue());
        } else if (value instanceof Boolean flag) {
            to.append(flag.booleanValue());
        } else if (value instanceof BigDecimal money) {
            to.append(money);
        } else if (value instanceof Instant at) {
            to.appendEpochMicros(at.toEpochMilli() * MICROS);
        } else if (value instanceof LocalDate day) {
            to.append(day);
        } else if (value instanceof Collection<?> texts) {
            to.append(texts);
        } else {
            to.append(value.toString());
        }
    }
}
