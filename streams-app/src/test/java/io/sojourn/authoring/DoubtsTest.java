package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no error and yet hardly meant. */
class DoubtsTest {
    private static final long YEAR = 365 * Span.DAYS.millis;

    @TempDir
    Path folder;

    @Test
    void a_stage_below_one_that_is_always_open_is_out_of_reach() throws IOException {
        assertThat(doubts("""
                      - {id: all, title: {en: All, zh: 全}, when: "true"}
                      - {id: few, title: {en: Few, zh: 少}, when: orders() >= 1}
                """)).containsExactly("nobody reaches stage `few`: `all` above it is always open");
    }

    @Test
    void a_stage_that_is_left_in_the_decision_it_is_entered_in_is_never_seen() throws IOException {
        String wonBack = """
                      - {id: gone, title: {en: Gone, zh: 失}, when: "silence('order') >= days(90)"}
                      - {id: back, title: {en: Back, zh: 回}, from: [gone], on: order%s}
                      - {id: few, title: {en: Few, zh: 少}, when: orders() >= 1}
                      - {id: all, title: {en: All, zh: 全}, when: "true"}
                """;
        assertThat(doubts(wonBack.formatted("")))
                .containsExactly("nobody is ever seen in stage `back`: whoever enters it leaves for `few` in the same"
                        + " decision; keep them with `stays`, or say in `from` who may enter `few`");
        assertThat(doubts(wonBack.formatted(", stays: in_stage('one') < days(30)")))
                .isEmpty();
        assertThat(doubts("""
                      - {id: gone, title: {en: Gone, zh: 失}, when: "silence('order') >= days(90)"}
                      - {id: back, title: {en: Back, zh: 回}, from: [gone], on: order}
                      - {id: few, title: {en: Few, zh: 少}, from: [all], when: orders() >= 1}
                      - {id: all, title: {en: All, zh: 全}}
                """)).isEmpty();
    }

    @Test
    void ways_that_lead_in_a_circle_are_found() throws IOException {
        assertThat(doubts("""
                      - {id: few, title: {en: Few, zh: 少}, from: [all], when: orders() >= 1}
                      - {id: all, title: {en: All, zh: 全}, from: [few], when: silence('order') < days(9)}
                """))
                .anyMatch(doubt -> doubt.startsWith("ways lead in a circle at one instant: all → few → all"));
    }

    static List<String> presets() {
        return Presets.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void no_preset_leaves_doubts(String preset) {
        assertThat(PolicyFile.rehearse(preset, YEAR).doubts()).isEmpty();
    }

    private List<String> doubts(String stages) throws IOException {
        Path file = folder.resolve("one.yaml");
        Files.writeString(file, """
                policy: one
                version: 1
                ladders:
                  - id: one
                    title: {en: One, zh: 一}
                    initial: all
                    stages:
                %s""".formatted(stages));
        return PolicyFile.rehearse(file.toString(), YEAR).doubts().stream()
                .map(Flaw::message)
                .toList();
    }
}
