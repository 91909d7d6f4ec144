package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SetBackTest {
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos;
    private final SetBack setBack = new SetBack(() -> wall, () -> nanos);

    @Test
    void time_that_passes_is_nothing_to_notice() {
        pass(Duration.ofDays(400));
        assertThat(setBack.by()).isZero();
    }

    @Test
    void a_clock_set_ahead_is_none_set_back() {
        wall = wall.plus(Duration.ofDays(1));
        assertThat(setBack.by()).isZero();
    }

    @Test
    void a_clock_that_comes_right_again_was_set_back_by_what_it_was_ahead() {
        wall = wall.plus(Duration.ofDays(1));
        assertThat(setBack.tooFar()).isFalse();
        pass(Duration.ofMinutes(1));
        wall = wall.minus(Duration.ofDays(1));
        assertThat(setBack.by()).isEqualTo(Duration.ofDays(1));
        assertThat(setBack.tooFar()).isTrue();
    }

    @Test
    void a_few_seconds_are_waited_for() {
        wall = wall.minusSeconds(10);
        assertThat(setBack.tooFar()).isFalse();
        wall = wall.minusMillis(1);
        assertThat(setBack.tooFar()).isTrue();
    }

    private void pass(Duration span) {
        wall = wall.plus(span);
        nanos += span.toNanos();
    }
}
