package io.sojourn.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of one record type are looked at, and how: found by the fields' names once, since a name means the same
 * on every event.
 */
record EventShape(int eventId, int customerId, int occurredAt, List<Checked> fields) {
    record Checked(int position, String name, FieldCheck check) {}

    static EventShape of(Schema schema, Function<String, @Nullable FieldCheck> checks) {
        var fields = new ArrayList<Checked>();
        for (var field : schema.getFields()) {
            FieldCheck check = checks.apply(field.name());
            if (check != null) {
                fields.add(new Checked(field.pos(), field.name(), check));
            }
        }
        return new EventShape(
                position(schema, "eventId"),
                position(schema, "customerId"),
                position(schema, "occurredAt"),
                List.copyOf(fields));
    }

    private static int position(Schema schema, String name) {
        Schema.Field field = schema.getField(name);
        if (field == null) {
            throw new IllegalArgumentException(schema.getFullName() + " has no field " + name + ": not an event");
        }
        return field.pos();
    }
}
