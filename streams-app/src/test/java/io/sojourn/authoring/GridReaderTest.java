package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.policy.Condition;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Score;
import io.sojourn.value.rfm.Grid;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Grids of a policy's own: what they become, and what is said of one that is wrong. */
class GridReaderTest {
    static final String SOUND = """
            policy: shop
            version: 1
            cutpoints: {version: v, window: days(365), silence: [days(90), days(30)], orders: [1, 3], spend: [10, 99.5]}
            grids:
              - id: keep
                title: {en: Whom to keep, zh: 保留}
                segments:
                  - {id: best, title: {en: Best, zh: 最好}, scores: r3 f+m5-6}
                  - {id: good, title: {en: Good, zh: 良好}, scores: [r3 f+m2-4, r1-2 m2-3]}
                  - {id: rest, title: {en: Rest, zh: 其余}, scores: r1-2 m1}
                never-ordered: {id: nobody, title: {en: Nobody yet, zh: 未下单}}
            tags:
              - {id: best, title: {en: Best, zh: 最好}, owner: sales, when: "rfm_segment('keep') in ['best', 'nobody']"}
            """;

    private static Score score(Policy policy) {
        return (Score) policy.tags().get(0).when().comparisons().stream()
                .map(Condition.Compare::measure)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_condition_asks_for_a_segment_of_it() {
        Policy policy = Texts.policy(SOUND);
        Grid grid = Objects.requireNonNull(score(policy).grid());
        assertThat(grid.top()).isEqualTo(3);
        assertThat(Score.names(grid)).containsExactly("best", "good", "rest", "nobody");
        assertThat(policy.tags().get(0).when().text())
                .isEqualTo("(rfm_segment('keep') == 'best' || rfm_segment('keep') == 'nobody')");
    }

    @Test
    void what_its_segments_hold_is_sealed_and_not_what_they_are_called() {
        String sealed = Texts.policy(SOUND).text();
        assertThat(Texts.policy(SOUND.replace("en: Rest", "en: Others")).text()).isEqualTo(sealed);
        assertThat(Texts.policy(SOUND.replace("f+m5-6", "f+m6").replace("f+m2-4", "f+m2-5"))
                        .text())
                .isNotEqualTo(sealed);
        String ofOthers = SOUND.replace(", 'nobody'", "");
        assertThat(Texts.policy(ofOthers.replaceAll(" *never-ordered: .*\n", ""))
                        .text())
                .isNotEqualTo(Texts.policy(ofOthers).text());
    }

    @Test
    void a_grid_that_is_no_partition_is_refused_with_the_scores() {
        assertThat(refused(SOUND.replace("r1-2 m1", "r1 m1")))
                .containsExactly(
                        "5:5 grid `keep` is no partition: 211 belongs to no segment; 221 belongs to no segment;"
                                + " 231 belongs to no segment",
                        "13:76 there is no grid `keep`; there are: ten, eight, shopify, klaviyo");
        assertThat(refused(SOUND.replace("r1-2 m1", "r1-3 m1")))
                .first()
                .asString()
                .startsWith(
                        "5:5 grid `keep` is no partition: 311 belongs to good and rest; 321 belongs to good and rest; ");
        assertThat(refused(SOUND.replace("[r3 f+m2-4, r1-2 m2-3]", "r4")))
                .first()
                .asString()
                .endsWith("; and 14 more");
    }

    @Test
    void what_is_wrong_with_a_grid_is_told_where_it_stands() {
        assertThat(refused(SOUND.replace("scores: r1-2 m1", "scores: q1-2 m1")))
                .contains("10:55 'q1-2 m1' names a scale that is not r, f, m or f+m; scores are written r4-5 f1, m5 or"
                        + " r3 f+m8-10");
        assertThat(refused(SOUND.replace("id: keep", "id: ten"))).contains("5:9 there is a grid `ten` already");
        assertThat(refused(SOUND.replace("id: rest", "id: good")))
                .contains("10:14 two segments of this grid are called `good`");
        assertThat(refused(SOUND.replace("en: Rest, zh: 其余", "en: Good, zh: 良好")))
                .contains("10:9 two segments of this grid are titled `Good 良好`");
        assertThat(refused(SOUND.replace("scores: r1-2 m1", "scores: r1-2 m1 r1")))
                .contains("10:55 'r1-2 m1 r1' names a scale twice; scores are written r4-5 f1, m5 or r3 f+m8-10");
        assertThat(refused(SOUND.replace("id: nobody", "id: good")))
                .contains("11:25 two segments of this grid are called `good`");
        assertThat(refused(SOUND.replaceAll("cutpoints: .*\n", "")))
                .contains("4:5 a grid names the scores of `cutpoints`, which this file does not have");
    }

    @Test
    void other_cut_points_with_as_many_scores_have_its_names_too_and_others_are_refused() {
        Policy policy = PolicyFile.of(SOUND, 365 * Span.DAYS.millis);
        String numbers = """
                cutpoints: {version: w, window: days(365), silence: [days(60), days(20)], orders: [2, 4], spend: [5, 50]}
                """;
        Score score = score(new ReadOnce().renumber(policy, numbers));
        assertThat(score.cutPoints().version()).isEqualTo("w");
        assertThat(Objects.requireNonNull(score.grid()).id()).isEqualTo("keep");
        assertThatThrownBy(() -> new ReadOnce().renumber(policy, numbers.replaceAll("\\[([^,]*), ([^]]*)]", "[$1]")))
                .isInstanceOf(PolicyRefusedException.class)
                .hasMessageContaining("grid `keep` is no partition");
    }

    private static List<String> refused(String text) {
        PolicyRefusedException refused = catchThrowableOfType(PolicyRefusedException.class, () -> Texts.policy(text));
        return refused.flaws().stream()
                .map(flaw -> flaw.lineNumber() + ":" + flaw.column() + " " + flaw.message())
                .toList();
    }
}
