package io.sojourn.fitting;

import static io.sojourn.fitting.FitterTest.buyer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.value.purchase.BetaGeometric;
import io.sojourn.value.purchase.Valuation;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final long DAY = 86_400_000L;
    private static final long UNTIL = 100 * DAY;
    private static final long END = 400 * DAY;

    private static final List<Buyer> FOUR = List.of(
            buyer(10 * DAY, 110 * DAY), // lost: silent from day 110 on
            buyer(20 * DAY, 120 * DAY, 120 * DAY + 5, 220 * DAY), // back after 100 days, then lost
            buyer(30 * DAY, 130 * DAY, 180 * DAY, 390 * DAY), // back after 50 days, then after 210: lost for all that
            buyer(40 * DAY)); // nothing begins after the calibration

    private final Evaluation evaluation = new Evaluation(new Population(FOUR, UNTIL, DAY), FOUR, END, 90 * DAY, 180);

    @Test
    void silences_are_those_whose_end_can_be_told() {
        assertThat(evaluation.silences()).isEqualTo(5);
        assertThat(evaluation.lost()).isCloseTo(3 / 5.0, within(1e-12));
        assertThat(evaluation.quiet()).isCloseTo(1 / 4.0, within(1e-12));
    }

    @Test
    void ninety_silent_days_warn_of_all_who_are_lost_and_of_one_who_comes_back() {
        Evaluation.Warnings warnings =
                evaluation.warnings(WarningRule.silence(179)).get(89);
        assertThat(warnings.threshold()).isEqualTo(90);
        assertThat(warnings.warned()).isEqualTo(4);
        assertThat(warnings.precision()).isEqualTo(3 / 4.0);
        assertThat(warnings.recall()).isEqualTo(1);
        assertThat(warnings.medianDay()).isEqualTo(90);
    }

    @Test
    void the_earliest_warning_of_that_precision_is_looked_for() {
        assertThat(evaluation
                        .atPrecision(WarningRule.silence(179), .75)
                        .orElseThrow()
                        .threshold())
                .isEqualTo(50);
        assertThat(evaluation
                        .atPrecision(WarningRule.silence(179), 1)
                        .orElseThrow()
                        .threshold())
                .isEqualTo(100);
    }

    @Test
    void a_rule_that_cannot_warn_of_one_order_warns_of_nobody_there() {
        Valuation bg = new Valuation(
                "t", 7 * DAY, new BetaGeometric(BetaGeometric.Variant.BG, .243, 4.414, .793, 2.426), null);
        List<Buyer> once = List.of(buyer(110 * DAY));
        Evaluation ofOne = new Evaluation(new Population(FOUR, UNTIL, DAY), once, END, 90 * DAY, 180);
        assertThat(ofOne.warnings(WarningRule.gone(ModelKind.BG_NBD, bg))).isEmpty();
    }

    @Test
    void a_ranking_is_right_as_often_as_it_names_the_right_one_of_two() {
        boolean[] isTrue = {false, false, true, true};
        assertThat(Ranking.auc(new double[] {1, 2, 3, 4}, isTrue)).isEqualTo(1);
        assertThat(Ranking.auc(new double[] {4, 3, 2, 1}, isTrue)).isEqualTo(0);
        assertThat(Ranking.auc(new double[] {1, 3, 2, 4}, isTrue)).isEqualTo(.75);
        assertThat(Ranking.auc(new double[] {5, 5, 5, 5}, isTrue)).isEqualTo(.5);
        assertThat(Ranking.auc(new double[] {1, 2}, new boolean[2])).isNaN();
    }
}
