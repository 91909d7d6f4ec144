package io.sojourn.value.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.customer.Facts;
import io.sojourn.value.Rfm;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GridsTest {
    static Stream<Grid> grids() {
        return Grids.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("grids")
    void a_grid_gives_every_score_exactly_one_name(Grid grid) {
        assertThat(Grid.flaws(grid.top(), grid.segments())).isEmpty();
        assertThat(Grid.scores(grid.top())).hasSize(grid.top() * grid.top() * grid.top());
        assertThat(Grid.scores(grid.top()))
                .allSatisfy(score -> assertThat(grid.segments().stream().filter(segment -> segment.holds(score)))
                        .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void everybody_can_read_it_in_both_languages(Grid grid) {
        assertThat(grid.segments()).allSatisfy(segment -> {
            assertThat(segment.en()).isNotBlank();
            assertThat(segment.zh()).containsPattern("\\p{IsHan}");
        });
        assertThat(Grids.named(grid.id())).contains(grid);
    }

    @Test
    void a_grid_with_a_gap_or_an_overlap_is_refused_and_told_where() {
        List<Segment> broken = List.of(
                Segment.of("good", "Good", "好", "r2 f1-2"),
                Segment.of("better", "Better", "更好", "r2 f2"),
                Segment.of("empty", "Empty", "空", "r3"),
                Segment.of("bad", "Bad", "差", "r1 f1"));
        assertThat(Grid.flaws(2, broken))
                .containsExactly(
                        "121 belongs to no segment",
                        "122 belongs to no segment",
                        "221 belongs to good and better",
                        "222 belongs to good and better",
                        "empty holds no score");
        assertThatThrownBy(() -> new Grid("broken", "Broken", "坏", 2, broken, null))
                .hasMessageContaining("grid broken is no partition: 121 belongs to no segment");
    }

    @Test
    void the_corners_are_called_as_everywhere() {
        assertThat(Grids.TEN.segment(new RfmScore(5, 5, 1)).id()).isEqualTo("champions");
        assertThat(Grids.TEN.segment(new RfmScore(1, 1, 5)).id()).isEqualTo("hibernating");
        assertThat(Grids.TEN.segment(new RfmScore(1, 5, 3)).id()).isEqualTo("cannot-lose");
        assertThat(Grids.EIGHT.segment(new RfmScore(5, 5, 5)).zh()).isEqualTo("重要价值客户");
        assertThat(Grids.EIGHT.segment(new RfmScore(1, 4, 5)).zh()).isEqualTo("重要保持客户");
        assertThat(Grids.EIGHT.segment(new RfmScore(4, 1, 4)).zh()).isEqualTo("重要发展客户");
        assertThat(Grids.EIGHT.segment(new RfmScore(1, 1, 4)).zh()).isEqualTo("重要挽留客户");
        assertThat(Grids.EIGHT.segment(new RfmScore(1, 1, 1)).zh()).isEqualTo("一般挽留客户");
        assertThat(Grids.TEN.segments()).hasSize(10);
        assertThat(Grids.EIGHT.segments()).hasSize(8);
        assertThat(Grids.SHOPIFY.segments()).hasSize(10);
        assertThat(Grids.KLAVIYO.segments()).hasSize(6);
    }

    @Test
    void who_never_ordered_is_a_prospect_where_the_grid_knows_prospects() {
        CutPoints cutPoints = new CutPoints("1", 100, scale(-50), scale(1), scale(1));
        Rfm never = new Rfm(100, Facts.NEVER_HAPPENED, 0, 0, 0);
        Rfm longAgo = new Rfm(100, 5, 0, 0, 0);
        assertThat(Grids.SHOPIFY.segment(never, cutPoints, 1_000))
                .map(Segment::id)
                .contains("prospects");
        assertThat(Grids.SHOPIFY.segment(longAgo, cutPoints, 1_000)).isEmpty();
        assertThat(Grids.TEN.segment(never, cutPoints, 1_000)).isEmpty();
    }

    @Test
    void an_area_that_cannot_be_read_is_refused() {
        assertThatThrownBy(() -> Area.parse("x3")).hasMessage("'x3' names a scale that is not r, f, m or f+m");
        assertThatThrownBy(() -> Area.parse("r")).hasMessage("'r' says a score as 5 or as 4-5");
    }

    private static Scale scale(long limit) {
        return new Scale(List.of(limit, limit, limit, limit));
    }
}
