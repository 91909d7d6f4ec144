package io.sojourn.proof.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.proof.faults.evidence.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is run, and when a result counts. */
class SeriesTest {
    private static final Check HOLDS = new Check("one", true, "");
    private static final Check FAILS = new Check("other", false, "");

    @Test
    void a_row_is_right_only_if_the_fault_did_no_harm_and_the_control_was_caught() {
        assertThat(row(verdict(null, HOLDS), verdict(null, HOLDS, FAILS)).right())
                .isTrue();
        assertThat(row(verdict(null, HOLDS, FAILS), verdict(null, FAILS)).right())
                .isFalse();
        assertThat(row(verdict(null, HOLDS), verdict(null, HOLDS)).right()).isFalse();
    }

    @Test
    void a_run_without_a_result_shows_nothing() {
        assertThat(row(verdict("it did not start"), verdict(null, FAILS)).right())
                .isFalse();
        assertThat(row(verdict(null, HOLDS), verdict("it did not start")).right())
                .isFalse();
    }

    @Test
    void the_table_names_what_is_broken_and_what_was_not_caught() {
        String table = Row.table(List.of(row(verdict(null, FAILS), verdict(null, HOLDS))));
        assertThat(table).contains("BROKEN: other", "NOT CAUGHT: holds");
    }

    @Test
    void a_seed_brings_the_same_faults_at_the_same_moments() {
        Duration hour = Duration.ofHours(1);
        assertThat(Nemesis.over(hour, 7).schedule())
                .isEqualTo(Nemesis.over(hour, 7).schedule())
                .isNotEqualTo(Nemesis.over(hour, 8).schedule())
                .hasSizeGreaterThan(30);
    }

    @Test
    void every_scenario_has_a_name_of_its_own_and_a_row_on_the_page() throws IOException {
        assertThat(Scenarios.ALL).extracting(Scenario::name).doesNotHaveDuplicates();
        String page = Files.readString(Path.of("../docs/reliability.md"));
        assertThat(Scenarios.ALL).allSatisfy(scenario -> assertThat(page).contains("| " + scenario.name()));
    }

    private static Row row(Verdict fault, Verdict control) {
        return new Row("some", "something", fault, "somehow", control);
    }

    private static Verdict verdict(@Nullable String trouble, Check... checks) {
        return new Verdict("some", "fault", 1, "abc", List.of(checks), trouble, false, 1, 1, null);
    }
}
