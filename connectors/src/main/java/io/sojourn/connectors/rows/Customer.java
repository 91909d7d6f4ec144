package io.sojourn.connectors.rows;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The column that says who it was.
 *
 * @param guest values that mean nobody known
 */
record Customer(String column, Set<String> guest) {

    static Customer read(Keys keys) {
        keys.only("column", "guest");
        List<String> guest = keys.has("guest") ? keys.texts("guest") : List.of("");
        return new Customer(keys.text("column"), Set.copyOf(guest));
    }

    /** Null for a guest. */
    @Nullable
    String of(Row row) {
        String id = row.cell(column).text();
        return id == null || guest.contains(id) ? null : id;
    }
}
