package io.sojourn.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.policy.Ladder;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.value.rfm.CutPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers take the place of a policy's own, and nothing else of it changes. */
class RenumberingTest {
    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final String OLD = cutPoints("old", 2);
    private static final String NEW = cutPoints("new", 3);
    private static final String MODEL = """
            model:
              version: m1
              unit: days(7)
              kind: bg-nbd
              parameters: {r: 0.25, alpha: 4, a: 0.8, b: 2.5}
            """;

    private static String cutPoints(String version, int orders) {
        return """
                cutpoints:
                  version: %s   # of whom
                  window: days(365)
                  silence: [days(180), days(90), days(60), days(30)]
                  orders: [1, %d, 7, 9]
                  spend: [10, 20.5, 30, 40]
                """.formatted(version, orders);
    }

    private static Policy policy(String sections) {
        return PolicyFile.of("""
                policy: scored
                version: 3
                """ + sections + """
                ladders:
                  - id: often
                    title: {en: 'How often: "really"', zh: 频次}
                    initial: seldom
                    stages:
                      - id: often
                        title: {en: Often, zh: 频繁}
                        when: >-
                          rfm.f >= 3 &&
                          rfm_segment('ten') != 'hibernating'
                      - {id: seldom, title: {en: Seldom, zh: 偶尔}, when: "true"}
                """, YEAR);
    }

    @Test
    void the_policy_is_the_same_as_if_its_file_said_them() {
        Policy renumbered = new ReadOnce().renumber(policy(OLD), NEW);
        Policy written = policy(NEW);
        assertThat(renumbered.written().seal()).isEqualTo(written.written().seal());
        assertThat(renumbered.ladders()).isEqualTo(written.ladders());
        assertThat(Objects.requireNonNull(renumbered.written().cutPoints()).version())
                .isEqualTo("new");
    }

    @Test
    void one_after_the_other_all_have_their_place() {
        ReadOnce reader = new ReadOnce();
        Policy both = policy(OLD + MODEL);
        Policy renumbered = reader.renumber(reader.renumber(both, NEW), MODEL.replace("2.5", "3.5"));
        assertThat(renumbered.written().seal())
                .isEqualTo(policy(NEW + MODEL.replace("2.5", "3.5")).written().seal());
        assertThat(reader.renumber(both, NEW + MODEL.replace("2.5", "3.5"))
                        .written()
                        .seal())
                .isEqualTo(renumbered.written().seal());
    }

    @ParameterizedTest
    @MethodSource("io.sojourn.authoring.Presets#names")
    void every_preset_survives_it(String preset) {
        ReadOnce reader = new ReadOnce();
        String text = PolicyFile.text(preset);
        boolean has = text.contains("\ncutpoints:");
        Policy before = has ? reader.renumber(PolicyFile.of(text, YEAR), OLD) : PolicyFile.of(text + OLD, YEAR);
        Policy there = reader.renumber(before, NEW);
        assertThat(there.ladders().stream().map(Ladder::title))
                .isEqualTo(before.ladders().stream().map(Ladder::title).toList());
        Policy back = reader.renumber(there, OLD);
        assertThat(back.ladders()).isEqualTo(before.ladders());
        assertThat(back.marks()).isEqualTo(before.marks());
    }

    @Test
    void numbers_that_fit_no_policy_are_refused_with_their_place() {
        ReadOnce reader = new ReadOnce();
        assertThatThrownBy(() -> reader.renumber(policy(OLD), MODEL))
                .isInstanceOf(PolicyRefusedException.class)
                .hasMessageContaining("scored version 3", "has no `model`");
        assertThatThrownBy(() -> reader.renumber(ReferencePolicy.overDays(365), NEW))
                .isInstanceOf(PolicyRefusedException.class)
                .hasMessageContaining("reference version 1", "has no `cutpoints`");
        assertThatThrownBy(() -> reader.renumber(policy(OLD), "ladders: []\n"))
                .isInstanceOf(PolicyRefusedException.class)
                .hasMessageContaining("has no key `ladders`");
        assertThatThrownBy(() -> reader.renumber(policy(OLD), NEW.replace("days(60)", "soon")))
                .isInstanceOf(PolicyRefusedException.class)
                .hasMessageContaining("numbers, line 4");
        assertThatThrownBy(() -> reader.renumber(
                        policy(OLD),
                        NEW.replace("[1, 3, 7, 9]", "[1, 3]")
                                .replace("[days(180), days(90), days(60), days(30)]", "[days(90), days(60)]")
                                .replace("[10, 20.5, 30, 40]", "[10, 20]")))
                .isInstanceOf(PolicyRefusedException.class)
                .hasMessageContaining("ten");
    }

    @Test
    void a_file_holds_the_one_section_that_is_asked_for(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("numbers.yaml");
        Files.write(file, (NEW + MODEL).getBytes(UTF_8));
        assertThatThrownBy(() -> Renumbering.read(file, Renumbering.CUT_POINTS))
                .isInstanceOf(PolicyRefusedException.class)
                .hasMessageContaining("numbers.yaml, line 7", "has no key `model`");
        Files.write(file, NEW.getBytes(UTF_8));
        assertThat(Renumbering.read(file, Renumbering.CUT_POINTS)).isEqualTo(NEW);
    }

    @Test
    void the_limits_are_those_that_were_given() {
        CutPoints limits = Objects.requireNonNull(
                new ReadOnce().renumber(policy(OLD), NEW).written().cutPoints());
        assertThat(limits.frequency().limits()).containsExactly(1L, 3L, 7L, 9L);
        assertThat(limits.monetary().limits()).containsExactly(100_000L, 205_000L, 300_000L, 400_000L);
    }
}
