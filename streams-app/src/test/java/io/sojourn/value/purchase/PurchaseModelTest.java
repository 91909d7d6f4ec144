package io.sojourn.value.purchase;

import static io.sojourn.value.purchase.BetaGeometric.Variant.BG;
import static io.sojourn.value.purchase.BetaGeometric.Variant.MBG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formulas against what they stand for, worked out the long way. */
class PurchaseModelTest {
    private static final List<Observed> CUSTOMERS = List.of(
            new Observed(0, 0, .5),
            new Observed(0, 0, 39),
            new Observed(1, 5, 30),
            new Observed(3, 12, 12),
            new Observed(26, 30.86, 31),
            new Observed(150, 38, 60));

    static Stream<PurchaseModel> models() {
        return Stream.of(
                new BetaGeometric(BG, .243, 4.414, .793, 2.426),
                new BetaGeometric(MBG, .525, 6.183, .891, 1.614),
                new BetaGeometric(MBG, 2, 3, 1, .4),
                new ParetoNbd(.553, 10.578, .606, 11.669),
                new ParetoNbd(1.2, 20, 1, .05),
                new ParetoNbd(.9, 4, 2.5, 4));
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_numbers_of_orders_a_newcomer_can_make_add_up_to_certainty_and_to_the_number_expected(PurchaseModel model) {
        double sum = 0;
        double mean = 0;
        for (int repeats = 0; repeats < 600; repeats++) {
            double probability = model.probabilityOf(repeats, 20);
            assertThat(probability).isBetween(0.0, 1.0);
            sum += probability;
            mean += repeats * probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
        assertThat(mean).isCloseTo(model.expectedOrders(20), within(1e-5 * mean));
    }

    @ParameterizedTest
    @MethodSource("models")
    void silence_makes_no_order_ever_likelier_and_alive_ever_less_likely(PurchaseModel model) {
        for (Observed customer : CUSTOMERS) {
            double alive = 1;
            double noOrder = 0;
            for (int step = 0; step < 200; step++) {
                Observed later = customer.silentUntil(customer.last() + step * step / 20.0);
                assertThat(model.pAlive(later)).isBetween(0.0, alive + 1e-13);
                assertThat(model.pNoOrder(later, 13)).isBetween(noOrder - 1e-11, 1.0);
                alive = model.pAlive(later);
                noOrder = model.pNoOrder(later, 13);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void who_stays_away_for_ever_is_at_first_alive_and_silent_as_the_rate_says(PurchaseModel model) {
        for (Observed customer : CUSTOMERS) {
            double soon = 1e-5;
            double orders = (1 - model.pNoOrder(customer, soon)) / soon;
            assertThat(orders).isCloseTo(model.expectedOrders(customer, soon) / soon, within(1e-3 * orders + 1e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_closed_form_of_the_age_is_where_alive_has_fallen(PurchaseModel model) {
        for (Observed customer : CUSTOMERS) {
            double age = model.ageWhenAliveIs(.3, customer);
            if (age > customer.last() && age < 1e9) {
                assertThat(model.pAlive(customer.silentUntil(age))).isCloseTo(.3, within(1e-12));
            }
        }
    }

    /** For a given chance p to stop after an order, 1 − (α / (α + p t))^r over p are expected; p is Beta. */
    @Test
    void orders_until_the_stop_are_the_mean_over_all_chances_to_stop() {
        double exact = new OfferedOrders(2.5, 35, 39).expectedUntilStop(1, 4);
        double mean =
                integral(p -> 4 * Math.pow(1 - p, 3) * (1 - Math.pow(35 / (35 + 39 * p), 2.5)) / p, 1e-9, 1, 200_000);
        assertThat(exact).isCloseTo(mean, within(1e-7));
    }

    /** Alive until now, or stopped at some moment since the last order: the same by adding up the moments. */
    @Test
    void the_likelihood_of_pareto_nbd_is_the_sum_over_all_moments_to_stop() {
        for (double[] p : new double[][] {{.553, 10.578, .606, 11.669}, {1.2, 20, 1, .05}, {.9, .03, 2.5, 40}}) {
            ParetoNbd model = new ParetoNbd(p[0], p[1], p[2], p[3]);
            for (Observed customer : CUSTOMERS.subList(1, 4)) {
                double n = p[0] + customer.repeats();
                DoubleUnaryOperator alive = u -> Math.pow(p[1] + u, -n) * Math.pow(p[3] + u, -p[2]);
                double gone = integral(
                        e -> {
                            double u = customer.last() + Math.expm1(e);
                            return p[2] * alive.applyAsDouble(u) / (p[3] + u) * (1 + u - customer.last());
                        },
                        0,
                        Math.log1p(customer.age() - customer.last()),
                        400_000);
                double whole = LogGamma.of(n)
                        - LogGamma.of(p[0])
                        + p[0] * Math.log(p[1])
                        + p[2] * Math.log(p[3])
                        + Math.log(alive.applyAsDouble(customer.age()) + gone);
                assertThat(model.logLikelihood(customer))
                        .as("%s %s", model, customer)
                        .isCloseTo(whole, within(1e-6));
            }
        }
    }

    @Test
    void one_order_is_no_reason_to_think_somebody_gone_in_bg_and_is_in_mbg() {
        Observed once = new Observed(0, 0, 300);
        assertThat(new BetaGeometric(BG, .5, 6, .9, 1.6).pAlive(once)).isEqualTo(1);
        assertThat(new BetaGeometric(MBG, .5, 6, .9, 1.6).pAlive(once)).isLessThan(.3);
    }

    @Test
    void spend_is_drawn_from_the_mean_of_all_towards_the_customers_own() {
        GammaGamma law = new GammaGamma(6.25, 3.74, 15.44);
        double all = law.expectedSpend(0, 0);
        assertThat(all).isCloseTo(6.25 * 15.44 / 2.74, within(1e-9));
        assertThat(law.expectedSpend(1, 100)).isBetween(all, 100.0);
        assertThat(law.expectedSpend(50, 100)).isBetween(law.expectedSpend(1, 100), 100.0);
        assertThat(new GammaGamma(2, .9, 5).expectedSpend(0, 0)).isInfinite();
    }

    @Test
    void log_gamma_is_the_logarithm_of_factorials_and_of_the_half() {
        double factorial = 0;
        for (int n = 1; n < 170; n++) {
            assertThat(LogGamma.of(n)).isCloseTo(factorial, within(1e-12 * Math.max(1, factorial)));
            factorial += Math.log(n);
        }
        assertThat(LogGamma.of(.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-14));
        assertThat(LogGamma.of(1e-8)).isCloseTo(-Math.log(1e-8), within(1e-7));
    }

    /** ₂F₁(1, b; c; z) as its power series, which has a million terms near one. */
    @Test
    void the_continued_fraction_is_the_power_series() {
        for (double z : new double[] {0, .1, .9, .9999}) {
            double sum = 1;
            double term = 1;
            for (int k = 0; term > 1e-18; k++) {
                term *= (1.7 + k) / (3.2 + k) * z;
                sum += term;
            }
            assertThat(Hypergeometric.logOfOne(1.7, 3.2, z)).isCloseTo(Math.log(sum), within(1e-11));
        }
    }

    @Test
    void what_no_model_or_customer_can_be_is_refused() {
        assertThatThrownBy(() -> new ParetoNbd(1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BetaGeometric(BG, 1, Double.NaN, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Observed(1, 5, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double integral(DoubleUnaryOperator f, double from, double to, int intervals) {
        double width = (to - from) / intervals;
        double sum = 0;
        for (int i = 0; i < intervals; i++) {
            sum += f.applyAsDouble(from + (i + .5) * width);
        }
        return sum * width;
    }
}
