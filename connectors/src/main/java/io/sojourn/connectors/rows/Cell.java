package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.RowRefusedException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One value of a row, read as what the mapping takes it for.
 *
 * @param schema says what the value is; null in a row without schema
 */
record Cell(
        String table,
        String column,
        @Nullable Object value,
        @Nullable Schema schema) {

    /** Debezium's, for a long value that a change did not touch and that PostgreSQL therefore does not tell. */
    private static final String UNTOLD = "__debezium_unavailable_value";

    private static final String VARIABLE_SCALE = "io.debezium.data.VariableScaleDecimal";

    /** Longer ones are no prices, and {@code 1e999999999} would take all memory there is. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,20}(\\.\\d{0,12})?|\\.\\d{1,12})([eE][+-]?\\d)?");

    private static final Set<String> YES = Set.of("true", "t", "yes", "y", "1");
    private static final Set<String> NO = Set.of("false", "f", "no", "n", "0");

    /** The value as text without blanks around it; null if there is none. */
    @Nullable
    String text() {
        if (value == null) {
            return null;
        }
        WallTime time = WallTime.in(this);
        if (time != null) {
            return time.print();
        }
        if (value instanceof String text) {
            return told(text).strip();
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        BigDecimal number = number();
        if (number == null) {
            throw unfit(Reason.INVALID_VALUE, "a " + typeName() + " cannot be said as text: map another column");
        }
        return plain(number);
    }

    /** The same; null also where the text is empty. */
    @Nullable
    String filled() {
        String text = text();
        return text == null || text.isEmpty() ? null : text;
    }

    /** Exactly the number; null if there is none. */
    @Nullable
    BigDecimal decimal() {
        if (value == null || (value instanceof String text && text.isBlank())) {
            return null;
        }
        BigDecimal number = WallTime.in(this) == null ? number() : null;
        if (number == null) {
            throw unfit(Reason.INVALID_NUMBER, "is no number: write it like 19.90, without currency or grouping");
        }
        return number;
    }

    /** A whole number; null if there is none. */
    @Nullable
    Integer whole() {
        BigDecimal number = decimal();
        try {
            return number == null ? null : number.intValueExact();
        } catch (ArithmeticException e) {
            throw unfit(Reason.INVALID_NUMBER, "is no whole number");
        }
    }

    /** Whether it says yes; null if it says nothing. */
    @Nullable
    Boolean flag() {
        String text = text();
        if (text == null || text.isEmpty()) {
            return null;
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return true;
        }
        if (NO.contains(word)) {
            return false;
        }
        throw unfit(
                Reason.INVALID_VALUE, "is neither yes nor no: say in the mapping which it is, with is: … or in: […]");
    }

    /** A day as {@code 1990-04-17}, of whatever says one; other text as it stands. */
    @Nullable
    String day() {
        WallTime time = WallTime.in(this);
        if (time != null) {
            return time.day().toString();
        }
        if (value == null || value instanceof String) {
            return text();
        }
        throw unfit(Reason.INVALID_TIME, "is no date");
    }

    String schemaName() {
        return schema == null || schema.name() == null ? "" : schema.name();
    }

    RowRefusedException unfit(Reason reason, String hint) {
        boolean readable = value instanceof String || value instanceof Number || value instanceof Boolean;
        return new RowRefusedException(reason, table, column, readable ? value : null, hint);
    }

    RowRefusedException missing(String hint) {
        return new RowRefusedException(Reason.MISSING_VALUE, table, column, null, hint);
    }

    /** Null if the value is none. */
    private @Nullable BigDecimal number() {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof Double || value instanceof Float) {
            // As it prints, which is what was written: 19.9 and not the binary fraction beside it.
            return Double.isFinite(((Number) value).doubleValue()) ? new BigDecimal(value.toString()) : null;
        }
        if (value instanceof Struct struct && schemaName().equals(VARIABLE_SCALE)) {
            return new BigDecimal(new BigInteger(bytes(struct.get("value"))), struct.getInt32("scale"));
        }
        if (value instanceof String text && NUMBER.matcher(told(text).strip()).matches()) {
            return new BigDecimal(text.strip());
        }
        return null;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return (byte[]) value;
    }

    private static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.setScale(Math.max(0, shortest.scale())).toPlainString();
    }

    private String told(String text) {
        if (text.equals(UNTOLD)) {
            throw new RowRefusedException(
                    Reason.MISSING_BEFORE,
                    table,
                    column,
                    null,
                    "PostgreSQL did not tell the value, for the change did not touch it: alter table " + table
                            + " replica identity full");
        }
        return text;
    }

    private String typeName() {
        return schema != null && schema.name() != null
                ? schema.name()
                : String.valueOf(value).getClass().getSimpleName();
    }
}
