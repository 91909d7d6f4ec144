package io.sojourn.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Title;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every policy that comes with Sojourn is sound, titled, and does as its stories tell. */
class PresetsTest {
    private static final long YEAR = 365 * Span.DAYS.millis;
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text(Source.resource("/policies/policy.schema.json")));

    static List<String> presets() {
        return Presets.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void a_preset_does_as_its_stories_tell(String preset) {
        List<Stories.Outcome> outcomes = Stories.load(preset, YEAR).run();
        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(3);
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.difference())
                        .as("%s, line %d: %s", outcome.file(), outcome.line(), outcome.story())
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void a_preset_has_titles_in_both_languages_and_a_name_of_its_own(String preset) {
        Policy policy = PolicyFile.load(preset, YEAR).policy();
        assertThat(policy.id()).isEqualTo(preset);
        Stream<Title> titles = Stream.concat(
                policy.ladders().stream()
                        .flatMap(ladder -> Stream.concat(
                                Stream.of(ladder.title()),
                                ladder.stages().stream().map(stage -> stage.title()))),
                policy.marks().stream().map(Mark::title));
        assertThat(titles).allSatisfy(title -> {
            assertThat(title.en()).isNotBlank();
            assertThat(title.zh()).containsPattern("\\p{IsHan}");
        });
    }

    @ParameterizedTest
    @MethodSource("presets")
    void the_schema_takes_every_preset(String preset) {
        assertThat(SCHEMA.validate(text(Presets.bytes(preset)), InputFormat.YAML))
                .isEmpty();
    }

    @Test
    void the_schema_refuses_what_the_reader_refuses() {
        String sound = """
                policy: shop
                version: 1
                warnings:
                  - {id: quiet, title: {en: Quiet, zh: 静}, when: "orders() >= 1", act-within: days(3)}
                """;
        assertThat(SCHEMA.validate(sound, InputFormat.YAML)).isEmpty();
        assertThat(SCHEMA.validate(GridReaderTest.SOUND, InputFormat.YAML)).isEmpty();
        assertThat(SCHEMA.validate(GridReaderTest.SOUND.replace("r1-2 m1", "r1-2, m1"), InputFormat.YAML))
                .isNotEmpty();
        for (String broken : List.of(
                sound.replace("version: 1", "version: one"),
                sound.replace("policy: shop", "policy: my shop"),
                sound.replace(", zh: 静", ""),
                sound.replace("when", "wenn"),
                sound.replace("days(3)", "90d"),
                sound.replace("warnings", "ladders"),
                sound.replace("warnings", "tags"),
                sound.replace("act-within: days(3)", "at-stake: {probability: p_alive()}"),
                sound.replace("act-within: days(3)", "escalate: [{level: loud, when: orders() >= 2}]"),
                "policy: shop\nversion: 1\n")) {
            assertThat(SCHEMA.validate(broken, InputFormat.YAML)).as(broken).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void the_reference_page_lists_every_preset(String preset) throws IOException {
        assertThat(page()).contains("| `" + preset + "` |");
    }

    @Test
    void the_reference_page_explains_every_measure_and_event() throws IOException {
        assertThat(page())
                .contains(Word.texts().stream().map(word -> "`" + word).toList());
        assertThat(page())
                .contains(Span.texts().stream().map(span -> "`" + span).toList());
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "policy.md"));
    }

    private static String text(byte @Nullable [] bytes) {
        return new String(Objects.requireNonNull(bytes), UTF_8);
    }
}
