package io.sojourn.value.rfm;

import static io.sojourn.lifecycle.RealData.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.sojourn.lifecycle.RealData;
import io.sojourn.value.Rfm;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutPointsTest {
    private static final long YEAR = 365 * Rfm.DAY;

    @Test
    void the_score_is_one_more_than_the_limits_below() {
        Scale scale = new Scale(List.of(10L, 20L, 30L, 40L));
        assertThat(scale.score(10)).isEqualTo(1);
        assertThat(scale.score(11)).isEqualTo(2);
        assertThat(scale.score(41)).isEqualTo(5);
        assertThatThrownBy(() -> new Scale(List.of(2L, 1L))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_population_without_ties_falls_into_equal_parts() {
        Scale scale = Scale.ofQuantiles(LongStream.rangeClosed(1, 1_000).toArray(), 5);
        assertThat(LongStream.rangeClosed(1, 1_000).filter(value -> scale.score(value) == 4))
                .hasSize(200);
    }

    @Test
    void equal_values_have_equal_scores_even_if_a_score_stays_empty_for_it() {
        Scale scale = Scale.ofQuantiles(new long[] {1, 1, 1, 1, 1, 1, 1, 2, 3, 9}, 5);
        assertThat(scale.limits()).containsExactly(1L, 1L, 1L, 2L);
        assertThat(List.of(scale.score(1), scale.score(2), scale.score(3), scale.score(9)))
                .containsExactly(1, 4, 5, 5);
    }

    @Test
    void quantiles_are_exact_among_numbers_no_double_holds() {
        long large = 1L << 60;
        assertThat(Scale.ofQuantiles(new long[] {large + 1, large + 3, large + 4}, 2)
                        .limits())
                .containsExactly(large + 3);
        assertThat(Scale.ofQuantiles(new long[] {-5, -2}, 2).limits()).containsExactly(-4L);
    }

    @Test
    void who_has_no_order_in_the_window_has_no_scores() {
        CutPoints cutPoints = CutPoints.of("1", YEAR, List.of(new Rfm(YEAR, 7, 1, 5, 0)), 10, 5);
        assertThat(cutPoints.score(new Rfm(YEAR, 7, 0, 0, 0), 10)).isEmpty();
        assertThat(cutPoints.score(new Rfm(YEAR, 8, 2, 5, 0), 10)).contains(new RfmScore(5, 5, 1));
        assertThatThrownBy(() -> cutPoints.score(new Rfm(1, 7, 1, 5, 0), 10))
                .hasMessageContaining("over a window of 31536000000 ms");
        assertThatThrownBy(() -> CutPoints.of("1", YEAR, List.of(), 10, 5))
                .hasMessage("nobody to compute cut-points from");
    }

    /** Of the Online Retail sample, with the edges that numpy gave. */
    @ParameterizedTest
    @ValueSource(strings = {"2011-06-30", "2011-09-30", "2011-11-30", "2011-12-09"})
    void scores_of_real_customers_are_those_worked_out_elsewhere(String day) {
        List<NamedCsvRecord> rows = RealData.rows("online-retail-sample/expected_rfm.csv").stream()
                .filter(row -> row.getField("as_of").equals(day))
                .toList();
        long instant = Instant.parse(rows.get(0).getField("as_of_exclusive_ts")).toEpochMilli() - 1;
        CutPoints cutPoints =
                CutPoints.of(day, YEAR, rows.stream().map(CutPointsTest::rfm).toList(), instant, 5);
        assertThat(rows).hasSizeGreaterThan(200).allSatisfy(row -> {
            String expected = row.getField("R_edges") + row.getField("F_edges") + row.getField("M_edges");
            assertThat(cutPoints
                            .score(rfm(row), instant)
                            .map(RfmScore::toString)
                            .orElse(""))
                    .as(row.getField("customer_id"))
                    .isEqualTo(expected);
        });
    }

    private static Rfm rfm(NamedCsvRecord row) {
        return new Rfm(
                YEAR,
                Instant.parse(row.getField("last_order_ts")).toEpochMilli(),
                Integer.parseInt(row.getField("frequency_365d")),
                money(row.getField("gross_365d")),
                money(row.getField("refunds_365d")));
    }
}
