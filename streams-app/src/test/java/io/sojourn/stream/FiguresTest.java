package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final Figures figures = new Figures(meters);

    @Test
    void events_are_counted_by_what_became_of_them() {
        figures.accepted("orders");
        figures.accepted("orders");
        figures.guest("visits");
        figures.rejected("NOT_AVRO");

        assertThat(counter("sojourn.events.accepted", "topic", "orders")).isEqualTo(2);
        assertThat(counter("sojourn.events.guests", "topic", "visits")).isEqualTo(1);
        assertThat(counter("sojourn.events.rejected", "reason", "NOT_AVRO")).isEqualTo(1);
    }

    @Test
    void decisions_are_counted_by_stage_and_state() {
        figures.transition("reference", "new", "active");
        figures.transition("reference", "new", "active");
        figures.transition("reference", "active", "dormant");
        figures.warning("silent-90-days", "RAISED");
        figures.tag("high-value", "ADDED");
        figures.careMoment("birthday");

        assertThat(counter("sojourn.transitions", "ladder", "reference", "from", "new", "to", "active"))
                .isEqualTo(2);
        assertThat(counter("sojourn.transitions", "ladder", "reference", "from", "active", "to", "dormant"))
                .isEqualTo(1);
        assertThat(counter("sojourn.tags", "tag", "high-value", "state", "ADDED"))
                .isEqualTo(1);
        assertThat(counter("sojourn.care.moments", "moment", "birthday")).isEqualTo(1);
        assertThat(counter("sojourn.warnings", "warning", "silent-90-days", "state", "RAISED"))
                .isEqualTo(1);
    }

    @Test
    void the_clock_ages_until_the_next_tick_and_the_slowest_partition_speaks() {
        var start = clock.wallTime();
        figures.tick(0, start);
        figures.tick(1, start);
        clock.add(Duration.ofSeconds(7));
        figures.tick(1, start + 7_000);

        assertThat(ageMillis("sojourn.clock.age", "partition", "0")).isEqualTo(7_000);
        assertThat(ageMillis("sojourn.clock.age", "partition", "1")).isZero();
        assertThat(figures.clock()).hasValue(start);
    }

    @Test
    void a_tick_out_of_the_past_does_not_turn_the_clock_back() {
        var start = clock.wallTime();
        figures.tick(0, start);
        figures.tick(0, start - 5_000);

        assertThat(figures.clock()).hasValue(start);
    }

    @Test
    void a_partition_that_moved_away_no_longer_ages_here() {
        figures.tick(3, clock.wallTime());
        figures.oldestDue(3, clock.wallTime());
        figures.letterBack(2, clock.wallTime());
        figures.ledgerPartitionLeft(3);
        figures.intakeTaskLeft(2);

        assertThat(meters.find("sojourn.clock.age").meters()).isEmpty();
        assertThat(meters.find("sojourn.agenda.overdue").meters()).isEmpty();
        assertThat(meters.find("sojourn.clock.letter.age").meters()).isEmpty();
        assertThat(figures.clock()).isEmpty();
    }

    @Test
    void only_a_timer_in_the_past_is_overdue() {
        var start = clock.wallTime();
        figures.oldestDue(0, start - 2_000);
        figures.oldestDue(1, start + 2_000);
        figures.oldestDue(2, Figures.NOTHING_DUE);

        assertThat(ageMillis("sojourn.agenda.overdue", "partition", "0")).isEqualTo(2_000);
        assertThat(ageMillis("sojourn.agenda.overdue", "partition", "1")).isZero();
        assertThat(ageMillis("sojourn.agenda.overdue", "partition", "2")).isZero();

        figures.oldestDue(0, Figures.NOTHING_DUE);
        assertThat(ageMillis("sojourn.agenda.overdue", "partition", "0")).isZero();
    }

    @Test
    void one_thread_that_recovers_does_not_hide_another_that_waits() throws Exception {
        var other = Executors.newSingleThreadExecutor();
        try {
            other.submit(() -> figures.registryWaiting(true)).get();
            figures.registryWaiting(true);
            figures.registryWaiting(false);
            assertThat(figures.registryWaiting()).isTrue();

            other.submit(() -> figures.registryWaiting(false)).get();
            assertThat(figures.registryWaiting()).isFalse();
        } finally {
            other.shutdown();
        }
    }

    @Test
    void a_thread_that_died_waiting_is_not_waited_for() throws Exception {
        var told = new CountDownLatch(1);
        var thread = new Thread(() -> {
            figures.registryWaiting(true);
            told.countDown();
        });
        thread.start();
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        thread.join();

        assertThat(figures.registryWaiting()).isFalse();
    }

    @Test
    void a_restore_shows_its_share_and_what_remains() {
        figures.restored("customers", 0, 25, 100);
        figures.restored("customers", 1, 0, 0);

        assertThat(meters.get("sojourn.restore.progress")
                        .tags("partition", "0")
                        .gauge()
                        .value())
                .isEqualTo(0.25);
        assertThat(meters.get("sojourn.restore.progress")
                        .tags("partition", "1")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(figures.stillToRestore()).isEqualTo(75);

        figures.restored("customers", 0, 100, 100);
        assertThat(meters.get("sojourn.restore.remaining").gauge().value()).isZero();
    }

    @Test
    void a_restore_given_up_here_is_not_waited_for() {
        figures.restored("customers", 0, 25, 100);
        figures.restoreAbandoned("customers", 0);

        assertThat(figures.stillToRestore()).isZero();
        assertThat(meters.find("sojourn.restore.progress").meters()).isEmpty();
    }

    @Test
    void imports_that_hold_the_clock_are_named() {
        figures.clockHeldBy(Set.of("import:2010"));
        assertThat(meters.get("sojourn.clock.holds").gauge().value()).isEqualTo(1);
        assertThat(figures.clockHeldBy()).containsExactly("import:2010");
    }

    private double counter(String name, String... tags) {
        return meters.get(name).tags(tags).counter().count();
    }

    private double ageMillis(String name, String... tags) {
        return meters.get(name).tags(tags).timeGauge().value(TimeUnit.MILLISECONDS);
    }
}
