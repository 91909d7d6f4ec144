package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.history.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is said where no terminal is. */
class ShownProgressTest {
    private final AtomicLong clock = new AtomicLong(7);
    private final StringWriter said = new StringWriter();
    private final Progress progress = new ShownProgress(new PrintWriter(said), false, clock::get);

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void tells_the_rate_since_the_work_began_and_the_time_that_the_rest_takes_at_it() {
        progress.begin("folding", "entries", 0, 10_000);
        pass(10);
        progress.to(2_000);
        pass(10);
        progress.to(8_000);
        assertThat(said.toString().lines())
                .containsExactly(
                        "folding: 20 % (2,000 of 10,000 entries), 200 a second, 40 s left",
                        "folding: 80 % (8,000 of 10,000 entries), 400 a second, 5 s left");
    }

    @Test
    void what_was_done_before_counts_for_the_share_and_not_for_the_rate() {
        progress.begin("importing", "rows", 500, 1_000);
        pass(10);
        progress.to(600);
        assertThat(said.toString().lines())
                .containsExactly("importing: 60 % (600 of 1,000 rows), 10 a second, 40 s left");
    }

    @Test
    void is_silent_for_five_seconds_after_each_line() {
        progress.begin("folding", "entries", 0, 100);
        pass(5);
        progress.to(10);
        assertThat(said.toString()).isEmpty();
        pass(1);
        progress.to(20);
        pass(5);
        progress.to(30);
        assertThat(said.toString().lines()).hasSize(1);
    }

    @Test
    void nothing_done_and_nothing_to_do_are_told_without_a_rate() {
        progress.begin("folding", "entries", 0, 0);
        pass(6);
        progress.to(0);
        assertThat(said.toString().lines()).containsExactly("folding: 100 % (0 of 0 entries), 0 a second, 0 s left");
    }
}
