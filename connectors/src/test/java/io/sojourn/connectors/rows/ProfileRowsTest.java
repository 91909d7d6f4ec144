package io.sojourn.connectors.rows;

import static io.sojourn.connectors.rows.Shop.CHANGED;
import static io.sojourn.connectors.rows.Shop.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.events.ProfileUpdated;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProfileRowsTest {
    private final Door door = Door.ofShop();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void a_new_row_tells_all_that_is_known() {
        ProfileUpdated told = door.event(ProfileUpdated.class, Shop.insert(customer("Lyon", true)));

        assertThat(told.getEventId()).startsWith("shop:public.customers:anna:");
        assertThat(told.getCustomerId()).isEqualTo("anna");
        assertThat(told.getOccurredAt()).isEqualTo(Instant.parse("2024-05-01T08:30:00Z"));
        assertThat(told.getAttributes())
                .isEqualTo(Map.of(
                        "city", "Lyon",
                        "zone", "Europe/Paris",
                        "birthday", "1990-04-17",
                        "registered_at", "2024-05-01T08:30:00Z",
                        "email_consent", "yes"));
    }

    @Test
    void what_is_not_known_is_left_out() {
        assertThat(door.event(ProfileUpdated.class, Shop.insert(customer(null, null)))
                        .getAttributes())
                .doesNotContainKeys("city", "email_consent");
    }

    @Test
    void a_change_tells_only_what_changed() {
        ProfileUpdated told =
                door.event(ProfileUpdated.class, Shop.update(customer("Lyon", true), customer("Nice", true)));

        assertThat(told.getEventId()).isEqualTo("shop:public.customers:anna:updated:200");
        assertThat(told.getOccurredAt()).isEqualTo(CHANGED);
        assertThat(told.getAttributes()).isEqualTo(Map.of("city", "Nice"));
        assertThat(door.event(Shop.update(customer("Nice", true), customer("Nice", true))))
                .isNull();
    }

    @Test
    void what_is_taken_away_is_told_as_an_empty_text() {
        assertThat(door.event(ProfileUpdated.class, Shop.update(customer("Lyon", true), customer(null, false)))
                        .getAttributes())
                .isEqualTo(Map.of("city", "", "email_consent", "no"));
    }

    @Test
    void without_the_row_as_it_was_all_of_it_is_told() {
        assertThat(door.event(ProfileUpdated.class, Shop.updateWithoutBefore(customer(null, true)))
                        .getAttributes())
                .containsEntry("city", "")
                .hasSize(5);
    }

    @Test
    void a_row_that_goes_says_nothing() {
        assertThat(door.event(Shop.delete(customer("Lyon", true)))).isNull();
    }

    @Test
    void who_never_registered_is_known_since_the_row_was_written() {
        assertThat(door.event(
                                ProfileUpdated.class,
                                Shop.insert(customer("Lyon", true).put("registered_at", null)))
                        .getOccurredAt())
                .isEqualTo(CHANGED);
    }
}
