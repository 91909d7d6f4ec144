package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.decisions.CustomerState;
import io.sojourn.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leans on the hook by which Streams writes caches back before it commits. Should a version of Streams no longer call it,
 * nothing would reach changelog, disk or {@code customer-state}, and every one of these would fail.
 */
class CustomersTest {
    @TempDir
    Path dir;

    @Test
    void what_changed_is_in_changelog_and_store_after_a_commit_and_outlives_a_lost_state_folder() {
        try (House house = House.at(dir).open()) {
            Instant at = Instant.now();
            house.send(Topics.ORDERS, House.order("ann", "o1", at.minusSeconds(20), "10"));
            house.send(Topics.ORDERS, House.order("ann", "o2", at.minusSeconds(10), "10"));
            house.settle();

            assertThat(house.records("sojourn-customers-changelog"))
                    .anySatisfy(record ->
                            assertThat(new String(record.key(), UTF_8)).isEqualTo("ann"));
            CustomerState before = house.pipeline().customer("ann").orElseThrow();
            assertThat(before.getOrders()).isEqualTo(2);

            house.shut();
            house.with("state.dir", dir.resolve("elsewhere").toString()).open();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(NotHereException.class)
                    .untilAsserted(
                            () -> assertThat(house.pipeline().customer("ann")).contains(before));

            house.send(Topics.ORDERS, House.order("ann", "o3", at, "10"));
            house.settle();
            assertThat(house.pipeline().customer("ann").orElseThrow().getOrders())
                    .isEqualTo(3);
            assertThat(house.pipeline().population().get("reference")).containsEntry("ACTIVE", 1L);
        }
    }
}
