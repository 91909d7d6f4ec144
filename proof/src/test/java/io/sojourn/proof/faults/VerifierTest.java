package io.sojourn.proof.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.proof.faults.evidence.Check;
import io.sojourn.proof.faults.evidence.Comparison;
import io.sojourn.proof.faults.evidence.Doctored;
import io.sojourn.proof.faults.evidence.Evidence;
import io.sojourn.proof.faults.evidence.Ideal;
import io.sojourn.proof.faults.evidence.Verifier;
import io.sojourn.proof.faults.script.Oddities;
import io.sojourn.proof.faults.script.People;
import io.sojourn.proof.faults.script.Script;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The verifier lets a sound run pass, and finds each way in which one can be unsound. */
class VerifierTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Script SCRIPT = People.script(3, 20, LENGTH, Duration.ofSeconds(6))
            .and(People.erased(3, 20, LENGTH))
            .and(Oddities.guests(5, LENGTH));

    private final WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://verifier"));
    private final Evidence sound = Ideal.of(SCRIPT, BEGIN, SECOND, wire);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void a_sound_run_passes_every_check() {
        assertThat(Trial.compared(sound, sound, true))
                .allSatisfy(
                        check -> assertThat(check.passed()).as(check.toString()).isTrue());
        assertThat(sound.decisions().stream().map(said -> said.to()).collect(Collectors.toSet()))
                .contains("NEW", "ACTIVE", "LOYAL", "DORMANT", "CHURNED", "REACTIVATED", "RAISED", "CLEARED");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsound")
    void an_unsound_run_fails(String what, UnaryOperator<Evidence> doctor, Set<String> expected) {
        assertThat(failed(Verifier.checks(doctor.apply(sound)))).as(what).isEqualTo(expected);
    }

    static Stream<Arguments> unsound() {
        Set<String> decided = Set.of(Verifier.REPLAY, Verifier.STATE, Verifier.CHANGELOG);
        return Stream.of(
                unsound("an event lost", Doctored::lost, with(decided, Verifier.CONSERVATION)),
                unsound("an event twice", Doctored::doubled, Set.of(Verifier.CONSERVATION)),
                unsound("a refused one lost", Doctored::swallowed, Set.of(Verifier.CONSERVATION)),
                unsound("an entry changed", Doctored::tampered, decided),
                unsound("a tick too early", Doctored::overtaken, Set.of(Verifier.CLOCK)),
                unsound("said twice", Doctored::saidTwice, Set.of(Verifier.REPLAY, Verifier.UNIQUE, Verifier.LINKED)),
                unsound("unsaid", Doctored::unsaid, Set.of(Verifier.REPLAY, Verifier.LINKED)),
                unsound("said of another time", Doctored::late, Set.of(Verifier.REPLAY)),
                unsound("not published", Doctored::unpublished, Set.of(Verifier.STATE)),
                unsound("not in the changelog", Doctored::forgotten, Set.of(Verifier.CHANGELOG)),
                unsound("a transaction open", Doctored::open, Set.of(Verifier.TRANSACTIONS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unlike")
    void a_run_unlike_the_golden_one_fails(String what, UnaryOperator<Evidence> doctor, Set<String> expected) {
        assertThat(failed(Comparison.whole(doctor.apply(sound), sound)))
                .as(what)
                .isEqualTo(expected);
    }

    static Stream<Arguments> unlike() {
        Set<String> both = Set.of(Comparison.DECISIONS, Comparison.STATE);
        return Stream.of(
                unsound("dead-lettered", Doctored::deadLettered, both),
                unsound("decided twice", Doctored::decidedTwice, both),
                unsound("said of another time", Doctored::late, Set.of(Comparison.DECISIONS)),
                unsound("not published", Doctored::unpublished, Set.of(Comparison.STATE)));
    }

    @Test
    void facts_are_the_same_in_any_order_and_an_order_overlooked_is_not() {
        Evidence shuffled = Ideal.of(SCRIPT.shuffled(5), BEGIN, SECOND, wire);
        assertThat(failed(Comparison.facts(shuffled, sound))).isEmpty();
        assertThat(failed(Comparison.facts(Doctored.overlooked(shuffled), sound)))
                .containsExactly(Comparison.FACTS);
        assertThat(failed(Comparison.whole(shuffled, sound))).isNotEmpty();
    }

    @Test
    void without_deduplication_what_is_told_twice_counts_twice() {
        Script twice = SCRIPT.and(Oddities.again(SCRIPT, 3, SECOND));
        Evidence told = Ideal.of(twice, BEGIN, SECOND, wire);
        assertThat(failed(Comparison.whole(told, sound))).isEmpty();
        assertThat(failed(Comparison.whole(Doctored.withoutDeduplication(told), sound)))
                .containsExactlyInAnyOrder(Comparison.DECISIONS, Comparison.STATE);
    }

    @Test
    void what_is_told_again_otherwise_under_the_same_ids_changes_nothing() {
        Evidence once = Ideal.of(SCRIPT.and(Oddities.consistent(20, LENGTH)), BEGIN, SECOND, wire);
        Evidence twice = Ideal.of(SCRIPT.and(Oddities.contradictory(20, LENGTH)), BEGIN, SECOND, wire);
        assertThat(failed(Comparison.whole(twice, once))).isEmpty();
        assertThat(failed(Comparison.whole(Doctored.withoutDeduplication(twice), once)))
                .containsExactlyInAnyOrder(Comparison.DECISIONS, Comparison.STATE);
    }

    @Test
    void customers_split_between_two_places_are_not_whole() {
        assertThat(failed(Comparison.whole(Doctored.split(sound), sound))).contains(Comparison.STATE);
    }

    /** Or golden runs could not be compared with others at all. */
    @Test
    void what_is_decided_of_the_script_depends_neither_on_the_ticks_nor_on_when_it_begins() {
        Evidence other = Ideal.of(SCRIPT, BEGIN.plus(Duration.ofDays(400).plusMillis(7)), Duration.ofMillis(70), wire);
        assertThat(failed(Comparison.whole(other, sound))).isEmpty();
    }

    private static Arguments unsound(String what, UnaryOperator<Evidence> doctor, Set<String> expected) {
        return Arguments.of(what, doctor, expected);
    }

    private static Set<String> with(Set<String> some, String one) {
        return Stream.concat(some.stream(), Stream.of(one)).collect(Collectors.toSet());
    }

    private static Set<String> failed(List<Check> checks) {
        return checks.stream().filter(check -> !check.passed()).map(Check::name).collect(Collectors.toSet());
    }
}
