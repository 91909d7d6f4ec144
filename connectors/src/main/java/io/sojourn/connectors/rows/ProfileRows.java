package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.Change.What;
import io.sojourn.events.ProfileUpdated;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row is what is known of a person.
 *
 * @param attributes by our names for them
 */
record ProfileRows(Customer customer, @Nullable TimeColumn time, Map<String, Attribute> attributes) implements Meaning {

    /** An attribute's removal. */
    private static final String NONE = "";

    static ProfileRows read(Keys keys, ZoneId zone) {
        keys.only("as", "customer", "time", "attributes");
        Map<String, Attribute> attributes = new TreeMap<>();
        Keys all = keys.in("attributes");
        all.names().forEach(name -> attributes.put(name, Attribute.read(name, all.in(name), zone)));
        return new ProfileRows(Customer.read(keys.in("customer")), TimeColumn.in(keys, zone), attributes);
    }

    @Override
    public Set<Class<? extends SpecificRecord>> events() {
        return Set.of(ProfileUpdated.class);
    }

    @Override
    public @Nullable SpecificRecord event(Change change, EventIds ids) {
        if (change.what() == What.DELETE) {
            return null;
        }
        Row row = change.row();
        Row before = change.before();
        Map<String, String> told = told(row);
        boolean update = change.what() == What.UPDATE;
        if (update && before != null) {
            told.entrySet().removeAll(told(before).entrySet());
            if (told.isEmpty()) {
                return null;
            }
        } else if (!update) {
            told.values().removeIf(String::isEmpty);
        }
        String id = customer.of(row);
        String key = id == null ? NONE : id;
        return new ProfileUpdated(
                update ? ids.of(key, "updated", change) : ids.of(key, Integer.toHexString(told.hashCode())),
                id,
                update ? change.at() : since(change),
                told);
    }

    /** By the row if it says so: not everybody is asked when they registered. */
    private Instant since(Change change) {
        Instant at = time == null ? null : time.maybe(change.row());
        return at == null ? change.at() : at;
    }

    private Map<String, String> told(Row row) {
        Map<String, String> told = new TreeMap<>();
        attributes.forEach((name, attribute) -> {
            String value = attribute.of(row);
            told.put(name, value == null ? NONE : value);
        });
        return told;
    }

    /**
     * One of them, in the form that intake wants of an attribute of its name.
     *
     * @param instant where it is an instant: how the column writes that
     */
    record Attribute(String name, String column, @Nullable TimeColumn instant) {

        static Attribute read(String name, Keys keys, ZoneId zone) {
            boolean instant = name.equals("registered_at");
            TimeColumn time = instant ? TimeColumn.read(keys, zone) : null;
            return new Attribute(
                    name, instant ? keys.text("column") : keys.only("column").text("column"), time);
        }

        @Nullable
        String of(Row row) {
            Cell cell = row.cell(column);
            if (instant != null) {
                Instant at = instant.maybe(row);
                return at == null ? null : at.toString();
            }
            if (name.equals("birthday")) {
                return cell.day();
            }
            return name.endsWith("_consent") ? consent(cell) : cell.text();
        }

        private static @Nullable String consent(Cell cell) {
            Boolean flag = cell.flag();
            return flag == null ? null : flag ? "yes" : "no";
        }
    }
}
