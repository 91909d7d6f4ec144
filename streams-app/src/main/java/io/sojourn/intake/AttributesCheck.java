package io.sojourn.intake;

import io.sojourn.customer.Profile;
import io.sojourn.customer.Trait;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the attributes of a person, each by its name. */
final class AttributesCheck {
    private AttributesCheck() {}

    /** As a {@link FieldCheck}; the field at fault is named {@code attributes.zone}. */
    static @Nullable Refusal refusalOf(String field, Object value, Instant arrivedAt) {
        Map<?, ?> attributes = (Map<?, ?>) value;
        if (attributes.size() > Profile.MOST) {
            return refused(
                    field,
                    attributes.size() + " attributes",
                    "send at most " + Profile.MOST + " attributes with one event, only those that changed");
        }
        for (Map.Entry<?, ?> attribute : attributes.entrySet()) {
            Refusal refusal = refusalOf(
                    field, attribute.getKey().toString(), attribute.getValue().toString());
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable Refusal refusalOf(String field, String name, String value) {
        if (name.isBlank()) {
            return refused(field, name, "name every attribute: one has a blank name");
        }
        if (name.length() > Profile.LONGEST_NAME) {
            return refused(
                    field,
                    name,
                    "shorten the name: it has " + name.length() + " characters, at most " + Profile.LONGEST_NAME
                            + " are taken");
        }
        if (value.length() > Profile.LONGEST_VALUE) {
            return refused(
                    field + "." + name,
                    value,
                    "shorten it: it has " + value.length() + " characters, at most " + Profile.LONGEST_VALUE
                            + " are taken");
        }
        Trait trait = Trait.of(name);
        return trait == null || value.isEmpty() || trait.takes(value)
                ? null
                : refused(field + "." + name, value, "write " + trait.form() + ", or nothing to remove it");
    }

    private static Refusal refused(String field, String value, String hint) {
        return new Refusal(Reason.INVALID_VALUE, field, value, hint);
    }
}
