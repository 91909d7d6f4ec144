package io.sojourn.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The laws hold on every schedule; and each guard that is taken away is missed, so the schedules are wild enough. Where a
 * guard is missed seldom, the search begins a little before a seed that is known to miss it.
 */
class SimulationTest {
    private static final int STEPS = 600;
    private static final int ENOUGH = 200;
    private static final String THIRD_LAW = "whatever had arrived by a tick stands above it";

    @TempDir
    static Path folder;

    private static Places places;

    @BeforeAll
    static void open() {
        places = Places.in(folder);
    }

    @AfterAll
    static void close() {
        places.close();
    }

    @Test
    void no_schedule_breaks_a_law() {
        Simulation simulation = new Simulation(places, Guards.ALL, STEPS);
        Simulation.Result result = simulation.run(1, 120);
        Simulation.Failure failure = result.failure();
        assertThat(failure == null ? "" : simulation.shortest(failure).text()).isEmpty();
        assertThat(result.ticks()).as("ticks before rest").isGreaterThan(120);
        assertThat(result.crashes()).isGreaterThan(120);
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        List<String> first = told(7);
        told(8);
        assertThat(told(7)).isEqualTo(first).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSACTIONS, 1",
        "WAITS_FOR_KNOWN_LAG, 1",
        "WRITES_BACK_BEFORE_COMMIT, 1",
        "RESTORES_ONLY_COMMITTED, 240",
        "LETTERS_STAMPED_BY_THE_BROKER, 120",
    })
    void a_guard_taken_away_is_missed(Guard guard, long from) {
        assertThat(new Simulation(places, Guards.ALL.without(guard), STEPS)
                        .run(from, ENOUGH)
                        .failure())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 85", "2, 104315"})
    void fewer_than_three_rounds_of_a_letter_are_not_enough(int rounds, long from) {
        Simulation simulation = new Simulation(places, Guards.ALL.withLetterRounds(rounds), STEPS);
        Simulation.Failure failure =
                Objects.requireNonNull(simulation.run(from, ENOUGH).failure());
        assertThat(failure.breach().law()).isEqualTo(THIRD_LAW);
    }

    @Test
    void what_breaks_a_law_is_told_in_a_few_steps() {
        Simulation simulation = new Simulation(places, Guards.ALL.without(Guard.RESTORES_ONLY_COMMITTED), STEPS);
        Simulation.Failure failure =
                Objects.requireNonNull(simulation.run(240, ENOUGH).failure());
        Simulation.Story story = simulation.shortest(failure);
        assertThat(story.breach().law()).isEqualTo(failure.breach().law());
        assertThat(story.steps()).as(story.text()).hasSizeLessThan(STEPS / 20);
        assertThat(story.told()).anyMatch(line -> line.contains("dies"));
    }

    private static List<String> told(long seed) {
        List<String> told = new ArrayList<>();
        World.run(places, Guards.ALL, Schedule.of(seed, STEPS), told::add);
        return told;
    }
}
