package io.sojourn.history;

import org.jspecify.annotations.Nullable;

/** Rows that belong to no order, such as test articles; counted under the rule's id. */
public record Skip(String id, RowTest when) {
    public Skip(@Nullable String id, @Nullable RowTest when) {
        this.id = Mapping.required("id", id);
        this.when = Mapping.required("when", when);
    }
}
