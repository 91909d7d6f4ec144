package io.sojourn.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.proof.contender.Contenders;
import io.sojourn.proof.load.Decisions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report says what the runs say: medians, ratios, and who decided otherwise. */
class ReportTest {
    private static final Decisions SAME = new Decisions(7, 42);

    @Test
    void the_middle_round_counts() {
        Results results = new Results();
        results.add(run(Contenders.LIFECYCLE, 1, 10, SAME));
        results.add(run(Contenders.LIFECYCLE, 2, 2, SAME));
        results.add(run(Contenders.LIFECYCLE, 3, 5, SAME));
        assertThat(results.eventsPerSecond(Contenders.LIFECYCLE)).isEqualTo(200);
    }

    @Test
    void whoever_decides_otherwise_is_named() {
        Results results = new Results();
        Measured stranger = run(Contenders.FLINK_HEAP, 1, 4, new Decisions(7, 41));
        results.add(run(Contenders.BY_HAND, 1, 4, SAME));
        results.add(run(Contenders.LIFECYCLE, 1, 4, SAME));
        results.add(stranger);
        assertThat(results.strangers()).containsExactly(stranger);
    }

    @Test
    void an_aim_that_is_missed_is_said_to_be() {
        Results results = new Results();
        results.add(run(Contenders.LIFECYCLE, 1, 4, SAME));
        results.add(run(Contenders.BY_HAND, 1, 2, SAME));
        Aim aim = Throughput.aims(results).get(0);
        assertThat(aim.found()).isEqualTo(0.5);
        assertThat(aim.reached()).isFalse();
        assertThat(aim.isOverTheBar()).isTrue();
        assertThat(Aim.table(List.of(aim)).markdown()).contains("| ≥ 0.60 | 0.50  | no ");
    }

    @Test
    void what_was_not_heard_reaches_no_aim() {
        Aim unheard = Aim.atMost("a tick without news, most over fewest stored", Double.NaN, 3, 10);
        assertThat(unheard.reached()).isFalse();
        assertThat(unheard.isOverTheBar()).isFalse();
    }

    @Test
    void a_length_of_time_is_told_and_fails_nobody() {
        Aim slow = Aim.atMost("event p99 at half load, ms", 25_631, 500);
        assertThat(slow.reached()).isFalse();
        assertThat(slow.isOverTheBar()).isTrue();
        assertThat(Aim.table(List.of(slow)).markdown()).contains("| ≤ 500 | 25,631 | no      | –");
    }

    @Test
    void a_report_is_left_as_text_and_as_json(@TempDir Path folder) throws IOException {
        Report report = new Report(folder, Instant.EPOCH);
        Aim withBar = Aim.atLeast("share of the crowd found silent", 1, 1, 1);
        Aim without = Aim.atMost("event p99 at half load, ms", 25_631, 500);
        report.add(List.of(Aim.table(List.of(withBar, without))), List.of(withBar, without));
        assertThat(folder.resolve("report.md")).content().contains("event p99 at half load");
        JsonNode aims = new ObjectMapper()
                .readTree(folder.resolve("report.json").toFile())
                .path("aims");
        assertThat(aims.findValuesAsText("what")).containsExactly(withBar.what(), without.what());
        assertThat(aims.path(1).path("bar").isNull()).isTrue();
    }

    private static Measured run(String contender, int round, double seconds, Decisions decisions) {
        return new Measured(contender, round, 1_000, 1_250, seconds, 1, 1, 1, decisions, 0, 0, 0);
    }
}
