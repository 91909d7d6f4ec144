package io.sojourn.connectors.rows;

import io.sojourn.events.PageViewed;
import io.sojourn.events.ProductViewed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row is a page or a product that somebody looked at. What becomes of the row later says nothing.
 *
 * @param product where it is not empty, a product was looked at
 */
record VisitRows(
        Text id,
        Customer customer,
        @Nullable TimeColumn time,
        @Nullable Text url,
        @Nullable Text product) implements Meaning {

    static VisitRows read(Keys keys, ZoneId zone) {
        keys.only("as", "id", "customer", "time", "url", "product");
        return new VisitRows(
                Text.column(keys.in("id")),
                Customer.read(keys.in("customer")),
                TimeColumn.in(keys, zone),
                keys.maybe("url", Text::read),
                keys.maybe("product", Text::read));
    }

    @Override
    public Set<Class<? extends SpecificRecord>> events() {
        return Set.of(PageViewed.class, ProductViewed.class);
    }

    @Override
    public @Nullable SpecificRecord event(Change told, EventIds ids) {
        Change change = told.appeared(time);
        if (change == null) {
            return null;
        }
        Row row = change.row();
        String eventId = ids.of(id.of(row));
        Instant at = change.at(time);
        String what = Text.ifAsked(product, row);
        return what == null
                ? new PageViewed(eventId, customer.of(row), at, Text.ifAsked(url, row), null)
                : new ProductViewed(eventId, customer.of(row), at, what, null);
    }
}
