package io.sojourn.value.purchase;

import static io.sojourn.value.purchase.BetaGeometric.Variant.BG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures that others have printed, with the parameters they printed. Weeks, as in the CDNOW data. */
class PublishedFiguresTest {
    private static final PurchaseModel FADER_2005 = new BetaGeometric(BG, .243, 4.414, .793, 2.426);
    private static final Observed WITH_TWO_REPEATS = new Observed(2, 30.43, 38.86);

    /** P. Fader, B. Hardie, K. L. Lee, "Implementing the BG/NBD model in Excel" (2005), customer 0001. */
    @Test
    void a_customer_with_two_repeats_makes_1_226_more_in_39_weeks() {
        assertThat(FADER_2005.expectedOrders(WITH_TWO_REPEATS, 39)).isCloseTo(1.226, within(5e-4));
    }

    /** The vignette of the R package BTYD, customer 1516, by BG/NBD. */
    @Test
    void customer_1516_is_alive_and_orders_every_other_week() {
        PurchaseModel btyd = new BetaGeometric(BG, .2425945, 4.4136019, .7929199, 2.4258881);
        Observed customer = new Observed(26, 216 / 7.0, 31);
        assertThat(btyd.pAlive(customer)).isCloseTo(.96885, within(1e-5));
        assertThat(btyd.expectedOrders(customer, 52)).isCloseTo(25.757, within(1e-3));
    }

    /** The same vignette and customer, by Pareto/NBD. */
    @Test
    void by_pareto_nbd_customer_1516_is_alive_too() {
        PurchaseModel btyd = new ParetoNbd(.5533971, 10.5801985, .6060625, 11.6562237);
        Observed customer = new Observed(26, 216 / 7.0, 31);
        assertThat(btyd.pAlive(customer)).isCloseTo(.9979, within(1e-4));
        assertThat(btyd.expectedOrders(customer, 52)).isCloseTo(25.4562, within(5e-3));
    }

    @Test
    void a_customer_with_two_repeats_is_as_likely_gone_as_not_after_62_weeks() {
        double age = FADER_2005.ageWhenAliveIs(.5, WITH_TWO_REPEATS);
        assertThat(age).isCloseTo(62.4912543, within(5e-8));
        assertThat(FADER_2005.pAlive(WITH_TWO_REPEATS.silentUntil(age))).isCloseTo(.5, within(1e-14));
    }

    /** The first is r ln(α / (α + T)); the second overflows where Γ(r + x) is not kept as its logarithm. */
    @Test
    void likelihoods_of_nobody_and_of_the_very_busy_are_finite() {
        PurchaseModel model = new BetaGeometric(BG, .25, 4, .8, 2.5);
        assertThat(model.logLikelihood(new Observed(0, 0, 40))).isCloseTo(-.59947382, within(5e-9));
        assertThat(model.logLikelihood(new Observed(200, 38, 40))).isCloseTo(100.7957, within(5e-5));
    }
}
