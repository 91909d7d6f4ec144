package io.sojourn.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ClockTest {
    private final Clock clock = new Clock(500, Map.of(), OptionalLong.empty());

    @Test
    void the_clock_is_where_the_slowest_task_is() {
        clock.taskReached("0", 2, 10_000);
        assertThat(clock.tick(2)).isEmpty();
        assertThat(clock.waitsFor(2)).isEqualTo("1");
        clock.taskReached("1", 2, 9_000);
        assertThat(clock.tick(2)).hasValue(9_000);
        assertThat(clock.waitsFor(2)).isEqualTo("1");
    }

    @Test
    void it_ticks_no_closer_than_its_spacing() {
        clock.taskReached("0", 1, 10_000);
        assertThat(clock.tick(1)).hasValue(10_000);
        clock.taskReached("0", 1, 10_499);
        assertThat(clock.tick(1)).isEmpty();
        clock.taskReached("0", 1, 10_500);
        assertThat(clock.tick(1)).hasValue(10_500);
        assertThat(clock.tick(1)).isEmpty();
    }

    @Test
    void a_task_that_stopped_speaking_stops_the_clock() {
        clock.taskReached("0", 2, 10_000);
        clock.taskReached("1", 2, 10_000);
        assertThat(clock.tick(2)).hasValue(10_000);
        clock.taskReached("0", 2, 99_000);
        assertThat(clock.tick(2)).isEmpty();
        assertThat(clock.waitsFor(2)).isEqualTo("1");
        clock.taskReached("1", 2, 98_000);
        assertThat(clock.tick(2)).hasValue(98_000);
    }

    @Test
    void it_never_goes_back_across_a_restart() {
        var restarted = new Clock(500, Map.of("0", new Report(1, 9_000)), OptionalLong.of(10_000));
        assertThat(restarted.tick(1)).isEmpty();
        assertThat(restarted.taskReached("0", 1, 8_000)).isEqualTo(new Report(1, 9_000));
        assertThat(restarted.tick(1)).isEmpty();
        restarted.taskReached("0", 1, 11_000);
        assertThat(restarted.tick(1)).hasValue(11_000);
    }

    @Test
    void an_import_holds_it_just_below_its_first_event() {
        clock.taskReached("0", 1, 10_000);
        clock.held("import:a", 7_000);
        assertThat(clock.tick(1)).hasValue(6_999);
        assertThat(clock.waitsFor(1)).isEqualTo("import:a");
        clock.taskReached("0", 1, 20_000);
        assertThat(clock.tick(1)).isEmpty();
        assertThat(clock.holds()).containsExactly("import:a");
        clock.released("import:a");
        assertThat(clock.tick(1)).hasValue(20_000);
        assertThat(clock.holds()).isEmpty();
    }

    @Test
    void a_hold_older_than_the_last_tick_stops_it_where_it_is() {
        clock.taskReached("0", 1, 10_000);
        assertThat(clock.tick(1)).hasValue(10_000);
        clock.held("import:a", 2_000);
        clock.held("import:b", 3_000);
        clock.taskReached("0", 1, 20_000);
        assertThat(clock.tick(1)).isEmpty();
        clock.released("import:a");
        assertThat(clock.tick(1)).isEmpty();
        clock.released("import:b");
        assertThat(clock.tick(1)).hasValue(20_000);
    }

    @Test
    void an_import_of_years_before_1970_gives_no_tick_that_cannot_be_written() {
        clock.taskReached("0", 1, 10_000);
        clock.held("import:a", -5_000);
        assertThat(clock.tick(1)).isEmpty();
        clock.held("import:a", 0);
        assertThat(clock.tick(1)).isEmpty();
    }

    @Test
    void a_hold_alone_moves_nothing() {
        clock.held("import:a", 7_000);
        assertThat(clock.tick(0)).isEmpty();
        assertThat(clock.waitsFor(0)).isEqualTo("import:a");
    }

    @Test
    void when_inputs_grow_it_waits_for_every_new_task() {
        reached(2, 10_000, "0", "1");
        assertThat(clock.tick(2)).hasValue(10_000);
        reached(3, 20_000, "0");
        // The old number from an instance not yet restarted does not let it forget the third task.
        reached(2, 20_000, "1");
        assertThat(clock.tick(2)).isEmpty();
        assertThat(clock.waitsFor(2)).isEqualTo("2");
        reached(3, 19_000, "2");
        assertThat(clock.tick(3)).hasValue(19_000);
    }

    @Test
    void when_inputs_shrink_it_waits_until_every_task_left_has_said_so() {
        reached(3, 10_000, "0", "1", "2");
        assertThat(clock.tick(3)).hasValue(10_000);
        reached(2, 20_000, "0");
        assertThat(clock.tick(2)).isEmpty();
        reached(2, 21_000, "1");
        assertThat(clock.tick(2)).hasValue(20_000);
        // And if it grows again, the report of long ago is not taken for a new one.
        reached(3, 30_000, "0", "1");
        assertThat(clock.tick(3)).isEmpty();
        reached(3, 29_000, "2");
        assertThat(clock.tick(3)).hasValue(29_000);
    }

    @Test
    void only_our_own_can_report() {
        assertThat(Clock.isPlausible("0", 1)).isTrue();
        assertThat(Clock.isPlausible("import:a", 0)).isTrue();
        assertThat(Clock.isPlausible("1", 1)).isFalse();
        assertThat(Clock.isPlausible("-1", 1)).isFalse();
        assertThat(Clock.isPlausible("01", 2)).isFalse();
        assertThat(Clock.isPlausible("ada", 2)).isFalse();
        assertThat(Clock.isPlausible("0", -1)).isFalse();
        assertThat(Clock.isPlausible("", 0)).isFalse();
    }

    @Test
    void a_report_survives_the_store() {
        assertThat(Report.parse(new Report(4, -12).text())).isEqualTo(new Report(4, -12));
    }

    private void reached(int of, long at, String... tasks) {
        for (String task : tasks) {
            clock.taskReached(task, of, at);
        }
    }

    @Test
    void what_an_import_said_is_remembered_as_it_said_it() {
        assertThat(clock.held("import:a", 7_000)).isEqualTo(new Report(0, 7_000));
        assertThat(clock.lastTick()).isEmpty();
        clock.taskReached("0", 1, 6_000);
        assertThat(clock.tick(1)).hasValue(6_000);
        assertThat(clock.lastTick()).hasValue(6_000);
    }

    @Test
    void a_hold_where_the_slowest_task_is_is_what_it_waits_for() {
        clock.taskReached("0", 1, 10_000);
        clock.held("import:a", 10_000);
        assertThat(clock.waitsFor(1)).isEqualTo("import:a");
        assertThat(clock.tick(1)).hasValue(9_999);
    }

    @Test
    void of_several_holds_the_earliest_is_what_it_waits_for() {
        clock.taskReached("0", 1, 10_000);
        clock.held("import:a", 7_000);
        clock.held("import:b", 7_001);
        assertThat(clock.waitsFor(1)).isEqualTo("import:a");
        clock.held("import:b", 6_999);
        assertThat(clock.waitsFor(1)).isEqualTo("import:b");
    }

    @Test
    void the_very_first_instant_is_one_it_can_tick_at() {
        clock.taskReached("0", 1, 0);
        assertThat(clock.tick(1)).hasValue(0);
    }
}
