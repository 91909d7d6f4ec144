package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.events.CartViewed;
import io.sojourn.events.CheckoutStarted;
import io.sojourn.events.Engaged;
import io.sojourn.events.PageViewed;
import io.sojourn.events.ProductAdded;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.events.TicketRated;
import io.sojourn.events.TicketReplied;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is heard of an event, of which only the head is read. */
class ActivityCodecTest {
    private static final long AT = 1_700_000_000_000L;
    private static final Instant THEN = Instant.ofEpochMilli(AT);

    private final WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));

    @AfterEach
    void close() {
        wire.close();
    }

    private Activity heard(SpecificRecord event) {
        return ActivityCodec.read(wire.decodeHead(Topics.LEDGER, wire.encode(Topics.LEDGER, event)));
    }

    @Test
    void a_cart_is_filled_by_what_is_added_to_it_and_by_going_to_pay_not_by_looking() {
        Activity cart = new Activity.Visited("e", AT, true);
        Activity look = new Activity.Visited("e", AT, false);
        assertThat(heard(new ProductAdded("e", "ada", THEN, "p", null, new BigDecimal("1.0000"), null)))
                .isEqualTo(cart);
        assertThat(heard(new CheckoutStarted("e", "ada", THEN, null, null))).isEqualTo(cart);
        assertThat(heard(new CartViewed("e", "ada", THEN, null, null))).isEqualTo(look);
        assertThat(heard(new PageViewed("e", "ada", THEN, null, null))).isEqualTo(look);
    }

    @Test
    void of_an_engagement_its_kind_and_whose_doing_it_was() {
        assertThat(heard(new Engaged("e", "ada", THEN, "call-made", null, true, Map.of("by", "Bo"))))
                .isEqualTo(new Activity.Engaged("e", AT, "call-made", true));
    }

    @Test
    void of_tickets_who_replied_and_how_they_were_rated() {
        assertThat(heard(new TicketReplied("e", "ada", "T-1", THEN, false)))
                .isEqualTo(new Activity.TicketReplied("e", AT, "T-1", false));
        assertThat(heard(new TicketRated("e", "ada", "T-1", THEN, 2)))
                .isEqualTo(new Activity.TicketRated("e", AT, "T-1", 2));
    }

    @Test
    void of_a_profile_all_its_attributes() {
        Map<String, String> attributes = Map.of("zone", "Asia/Shanghai", "city", "");
        assertThat(heard(new ProfileUpdated("e", "ada", THEN, attributes)))
                .isEqualTo(new Activity.ProfileUpdated("e", AT, attributes));
    }
}
