package io.sojourn.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sojourn.intake.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, asked for by name. Null, a blank text and a field that is not there are the same: absent.
 * Where several names are given, the first that is there counts.
 *
 * @param node the object; anything else has no fields
 * @param path how the sender finds it, with a dot at the end; empty for the event itself
 */
record Fields(JsonNode node, String path) {
    /** Avro's decimal(18,4). */
    private static final int DECIMALS = 4;
    /** Beyond this even rounding would cost more than the number's bytes. */
    private static final int LARGEST_EXPONENT = 100;

    static Fields of(JsonNode event) {
        return new Fields(event, "");
    }

    /** The fields of an object inside. */
    Fields in(String name) {
        return new Fields(node.path(name), path + name + ".");
    }

    /** The objects of a list inside. */
    List<Fields> list(String name) throws RefusedException {
        var list = node.path(name);
        if (isAbsent(list)) {
            return List.of();
        }
        if (!list.isArray()) {
            throw unfit(name, list, "send a list");
        }
        var all = new ArrayList<Fields>(list.size());
        for (int i = 0; i < list.size(); i++) {
            all.add(new Fields(list.get(i), path + name + "[" + i + "]."));
        }
        return all;
    }

    Iterable<Map.Entry<String, JsonNode>> all() {
        return node.properties();
    }

    /** A text, or a number as its text. */
    @Nullable
    String text(String... names) throws RefusedException {
        for (var name : names) {
            var value = node.path(name);
            if (!isAbsent(value)) {
                if (!value.isTextual() && !value.isNumber()) {
                    throw unfit(name, value, "send a text");
                }
                return plain(value);
            }
        }
        return null;
    }

    String requiredText(String hint, String... names) throws RefusedException {
        var text = text(names);
        if (text == null) {
            throw missing(names[0], hint);
        }
        return text;
    }

    /** A number, or a text that holds one, rounded to four decimals: programs reckon prices in binary. */
    @Nullable
    BigDecimal decimal(String... names) throws RefusedException {
        for (var name : names) {
            var value = node.path(name);
            if (!isAbsent(value)) {
                return rounded(name, value);
            }
        }
        return null;
    }

    BigDecimal requiredDecimal(String hint, String... names) throws RefusedException {
        var decimal = decimal(names);
        if (decimal == null) {
            throw missing(names[0], hint);
        }
        return decimal;
    }

    private BigDecimal rounded(String name, JsonNode value) throws RefusedException {
        var hint = "send a number such as 19.99, without currency or thousands separators";
        if (!value.isNumber() && !(value.isTextual() && value.textValue().length() <= Json.LONGEST_NUMBER)) {
            throw unfit(name, value, hint);
        }
        try {
            var number = value.isNumber()
                    ? value.decimalValue()
                    : new BigDecimal(value.textValue().strip());
            if (number.signum() == 0) {
                return BigDecimal.ZERO.setScale(DECIMALS);
            }
            if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT) {
                throw unfit(name, value, hint);
            }
            return number.setScale(DECIMALS, RoundingMode.HALF_EVEN);
        } catch (NumberFormatException e) {
            throw unfit(name, value, hint);
        }
    }

    /** An instant in ISO 8601 with its offset, or a number of milliseconds since 1970. */
    @Nullable
    Instant time(String name) throws RefusedException {
        var value = node.path(name);
        if (isAbsent(value)) {
            return null;
        }
        try {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                return Instant.ofEpochMilli(value.longValue());
            }
            if (value.isTextual()) {
                return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(
                        value.textValue().strip()));
            }
        } catch (DateTimeException e) {
            // As below.
        }
        throw unfit(name, value, "send a time in ISO 8601 with its offset, such as 2026-01-31T12:00:00.000Z");
    }

    /** True or false, also as a text. */
    boolean flag(String name) {
        var value = node.path(name);
        return value.isBoolean() ? value.booleanValue() : value.asText().equalsIgnoreCase("true");
    }

    RefusedException missing(String name, String hint) {
        return new RefusedException(
                name.toLowerCase(java.util.Locale.ROOT).endsWith("id") ? Reason.MISSING_ID : Reason.INVALID_VALUE,
                path + name,
                null,
                hint);
    }

    RefusedException unfit(String name, JsonNode value, String hint) {
        return new RefusedException(Reason.INVALID_VALUE, path + name, shown(value), hint);
    }

    static boolean isAbsent(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isBlank());
    }

    /** A value as text: texts as they are, small numbers without exponent, all else as JSON. */
    static String plain(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBigDecimal()) {
            var number = value.decimalValue();
            return Math.abs(number.scale()) <= LARGEST_EXPONENT ? number.toPlainString() : number.toString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static @Nullable String shown(JsonNode value) {
        return value instanceof MissingNode ? null : plain(value);
    }
}
