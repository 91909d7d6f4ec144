package io.sojourn.connectors.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.events.Engaged;
import io.sojourn.events.PageViewed;
import io.sojourn.events.ProductViewed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contacts and visits: rows that say something once. */
class EngagementRowsTest {
    private static final Instant AT = Instant.parse("2026-03-04T12:00:00Z");
    private static final Struct OPENED =
            Shop.row(Shop.CAMPAIGN_RESULTS, 3L, "anna", "2026-03-04T12:00:00Z", "email-opened", "spring");

    @Test
    void a_new_row_is_a_contact() {
        try (Door door = Door.ofShop()) {
            assertThat(door.event(Shop.insert(OPENED)))
                    .isEqualTo(new Engaged(
                            "shop:public.campaign_results:3", "anna", AT, "email-opened", "spring", false, Map.of()));
            assertThat(door.event(Shop.update(OPENED, OPENED))).isNull();
            assertThat(door.event(Shop.delete(OPENED))).isNull();
        }
    }

    @Test
    void the_mapping_may_say_what_it_was_who_did_it_and_more(@TempDir Path folder) throws IOException {
        try (Door door = Door.of(folder, """
                campaign_results:
                  as: engagement
                  id: {column: id}
                  customer: {column: customer_id}
                  kind: {constant: call-made}
                  staff: {constant: true}
                  properties:
                    about: {column: campaign}
                    way: {column: kind}
                """)) {
            assertThat(door.event(Shop.insert(Shop.row(Shop.CAMPAIGN_RESULTS, 3L, "anna", null, "phone"))))
                    .isEqualTo(new Engaged(
                            "shop:campaign_results:3",
                            "anna",
                            Shop.CHANGED,
                            "call-made",
                            null,
                            true,
                            Map.of("way", "phone")));
        }
    }

    @Test
    void visits_are_of_pages_or_of_products(@TempDir Path folder) throws IOException {
        Schema views = Shop.table("views")
                .field("id", Schema.INT64_SCHEMA)
                .field("visitor", Schema.OPTIONAL_STRING_SCHEMA)
                .field("url", Schema.OPTIONAL_STRING_SCHEMA)
                .field("sku", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        try (Door door = Door.of(folder, """
                views:
                  as: visit
                  id: {column: id}
                  customer: {column: visitor}
                  url: {column: url}
                  product: {column: sku}
                """)) {
            Struct page = Shop.row(views, 1L, "anna", "/about", null);
            assertThat(door.event(Shop.insert(page)))
                    .isEqualTo(new PageViewed("shop:views:1", "anna", Shop.CHANGED, "/about", null));
            assertThat(door.event(Shop.insert(Shop.row(views, 2L, null, "/p/9", "9"))))
                    .isEqualTo(new ProductViewed("shop:views:2", null, Shop.CHANGED, "9", null));
            assertThat(door.event(Shop.delete(page))).isNull();
        }
    }
}
