package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TickTrailTest {
    private static final TickTrail DAILY = new TickTrail(Duration.ofDays(1));

    @Test
    void a_tick_stands_below_what_happened_at_its_very_instant() {
        Instant midnight = Instant.parse("2024-01-02T00:00:00Z");

        assertThat(DAILY.between(midnight.minusMillis(1), midnight)).isEmpty();
        assertThat(DAILY.between(midnight, midnight)).isEmpty();
        assertThat(DAILY.between(midnight, midnight.plusMillis(1))).containsExactly(midnight);
    }

    @Test
    void time_before_1970_has_midnights_too() {
        assertThat(DAILY.between(Instant.parse("1969-12-30T12:00:00Z"), Instant.parse("1970-01-01T00:00:01Z")))
                .containsExactly(Instant.parse("1969-12-31T00:00:00Z"), Instant.EPOCH);
    }

    @Test
    void wherever_one_stops_on_the_way_the_ticks_are_the_same() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Instant from = Instant.ofEpochSecond(random.nextInt(1_000_000));
            Instant to = from.plusSeconds(random.nextInt(1_000_000));
            List<Instant> inSteps = new ArrayList<>();
            Instant at = from;
            while (at.isBefore(to)) {
                Instant next = at.plusSeconds(random.nextInt(200_000));
                next = next.isAfter(to) ? to : next;
                inSteps.addAll(DAILY.between(at, next));
                at = next;
            }

            assertThat(inSteps).isEqualTo(DAILY.between(from, to));
        }
    }

    @Test
    void ticks_that_would_outnumber_the_events_are_refused() {
        assertThatThrownBy(() -> new TickTrail(Duration.ofSeconds(59))).hasMessageContaining("a minute apart or more");
    }
}
