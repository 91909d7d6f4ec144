package io.sojourn.proof.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.events.OrderCompleted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What everybody is given has to be the same each time, and as skewed as it says. */
class LoadTest {
    private static final Load LOAD = new Load(20_000, 2_000, 0.7);

    @Test
    void the_same_load_is_told_twice() {
        assertThat(told(LOAD)).isEqualTo(told(LOAD)).hasSize(20_000);
    }

    @Test
    void time_only_goes_forward_and_ends_before_the_last_tick() {
        Instant before = Load.BEGIN;
        for (Load.Event event : told(LOAD)) {
            assertThat(event.at()).isAfterOrEqualTo(before).isBefore(Load.END);
            before = event.at();
        }
    }

    @Test
    void some_customers_come_far_more_often_than_others() {
        Map<String, Integer> times = new HashMap<>();
        told(LOAD).forEach(event -> times.merge(event.customer(), 1, Integer::sum));
        // Zipf's law with exponent 0.7 over 2,000: the first has 1 of about 32.5 parts, the average 1 of 2,000.
        assertThat(times.get("customer-0")).isBetween(500, 730);
        assertThat(times).hasSizeGreaterThan(1_900);
    }

    @Test
    void more_than_half_are_orders() {
        long orders = told(LOAD).stream()
                .filter(event -> event.record() instanceof OrderCompleted)
                .count();
        assertThat(orders).isBetween(10_600L, 11_400L);
    }

    private static List<Load.Event> told(Load load) {
        List<Load.Event> all = new ArrayList<>();
        load.tell(all::add);
        return all;
    }
}
