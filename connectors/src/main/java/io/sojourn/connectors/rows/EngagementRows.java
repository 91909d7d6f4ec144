package io.sojourn.connectors.rows;

import io.sojourn.events.Engaged;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row is a contact between us and the customer. What becomes of the row later says nothing.
 *
 * @param staff whether it was our doing; null if it was not
 * @param properties columns that are told as they are
 */
record EngagementRows(
        Text id,
        Customer customer,
        @Nullable TimeColumn time,
        Text kind,
        @Nullable Text campaign,
        @Nullable Question staff,
        Map<String, Text> properties)
        implements Meaning {

    static EngagementRows read(Keys keys, ZoneId zone) {
        keys.only("as", "id", "customer", "time", "kind", "campaign", "staff", "properties");
        Map<String, Text> properties = new TreeMap<>();
        if (keys.has("properties")) {
            Keys all = keys.in("properties");
            all.names().forEach(name -> properties.put(name, Text.read(all.in(name))));
        }
        return new EngagementRows(
                Text.column(keys.in("id")),
                Customer.read(keys.in("customer")),
                TimeColumn.in(keys, zone),
                Text.read(keys.in("kind")),
                keys.maybe("campaign", Text::read),
                keys.maybe("staff", Question::read),
                properties);
    }

    @Override
    public Set<Class<? extends SpecificRecord>> events() {
        return Set.of(Engaged.class);
    }

    @Override
    public @Nullable SpecificRecord event(Change told, EventIds ids) {
        Change change = told.appeared(time);
        if (change == null) {
            return null;
        }
        Row row = change.row();
        Map<String, String> filled = new TreeMap<>();
        properties.forEach((name, text) -> {
            String value = text.maybe(row);
            if (value != null) {
                filled.put(name, value);
            }
        });
        return new Engaged(
                ids.of(id.of(row)),
                customer.of(row),
                change.at(time),
                kind.of(row),
                Text.ifAsked(campaign, row),
                Question.ifAsked(staff, row),
                filled);
    }
}
