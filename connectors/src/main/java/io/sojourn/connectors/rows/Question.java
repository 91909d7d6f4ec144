package io.sojourn.connectors.rows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something a row answers with yes or no.
 *
 * @param column null if the answer is the same for every row
 * @param values that mean yes; empty for a column that says yes or no itself
 * @param filled whether yes is any value at all
 * @param constant the answer where there is no column
 */
record Question(@Nullable String column, Set<String> values, boolean filled, boolean constant) {
    private static final Map<String, Boolean> WORDS = Map.of("true", true, "false", false);

    /** {@code {column: …}} with {@code is}, {@code in}, {@code empty: false} or none of them, or {@code {constant: true}}. */
    static Question read(Keys keys) {
        keys.only("column", "is", "in", "empty", "constant");
        if (keys.has("constant")) {
            keys.only("constant");
            return new Question(null, Set.of(), false, keys.oneOf("constant", WORDS));
        }
        if (keys.names().size() > 2) {
            throw keys.wrong("take one of 'is', 'in' and 'empty'");
        }
        if (keys.has("empty")) {
            keys.oneOf("empty", Map.of("false", false));
        }
        List<String> values = keys.has("is") ? List.of(keys.text("is")) : keys.has("in") ? keys.texts("in") : List.of();
        return new Question(keys.text("column"), Set.copyOf(values), keys.has("empty"), false);
    }

    boolean of(Row row) {
        if (column == null) {
            return constant;
        }
        Cell cell = row.cell(column);
        if (filled) {
            return cell.filled() != null;
        }
        if (values.isEmpty()) {
            return Boolean.TRUE.equals(cell.flag());
        }
        String text = cell.text();
        return text != null && values.contains(text);
    }

    /** No where nobody asks. */
    static boolean ifAsked(@Nullable Question question, Row row) {
        return question != null && question.of(row);
    }
}
