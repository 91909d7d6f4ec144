package io.sojourn.connectors.rows;

import org.jspecify.annotations.Nullable;

/** A text of the event: that of a column, or the same for every row. */
record Text(@Nullable String column, String constant) {

    /** {@code {column: …}} or {@code {constant: …}}. */
    static Text read(Keys keys) {
        keys.only("column", "constant");
        if (keys.has("column") == keys.has("constant")) {
            throw keys.wrong("write {column: …} or {constant: …}");
        }
        String constant = keys.maybeText("constant");
        return new Text(keys.maybeText("column"), constant == null ? "" : constant);
    }

    /** {@code {column: …}} alone. */
    static Text column(Keys keys) {
        return new Text(keys.only("column").text("column"), "");
    }

    /** Null where the column is empty. */
    @Nullable
    String maybe(Row row) {
        return column == null ? constant : row.cell(column).filled();
    }

    /** The same; null also where the mapping does not ask for it. */
    static @Nullable String ifAsked(@Nullable Text text, Row row) {
        return text == null ? null : text.maybe(row);
    }

    String of(Row row) {
        String text = maybe(row);
        if (text == null && column != null) {
            throw row.cell(column).missing("fill it: it is needed for the event");
        }
        return text == null ? constant : text;
    }
}
