package io.sojourn.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.sojourn.customer.Activity;
import io.sojourn.customer.Facts;
import io.sojourn.lifecycle.RealData;
import io.sojourn.value.purchase.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

/** The published fits of the CDNOW sample of 2,357 customers, calibrated to 1997-09-30, in weeks. */
class CdnowTest {
    private static final long WEEK = 7 * 86_400_000L;
    private static final long CALIBRATED = Instant.parse("1997-09-30T00:00:00Z").toEpochMilli();
    private static final long END = Instant.parse("1998-06-30T00:00:00Z").toEpochMilli();

    /** Fader, Hardie, Lee (2005), table 2. */
    @Test
    void bg_nbd_is_as_published() {
        FittedModel fit = new Fitter(sample()).fit(ModelKind.BG_NBD);
        assertThat(fit.optimum().parameters()).satisfies(near(.0005, .243, 4.414, .793, 2.426));
        assertThat(fit.optimum().logLikelihood()).isCloseTo(-9582.43, within(.005));
        assertThat(fit.optimum().isIdentified()).isTrue();
    }

    /** The same table, and for the errors the optimum's own. */
    @Test
    void pareto_nbd_is_as_published() {
        FittedModel fit = new Fitter(sample()).fit(ModelKind.PARETO_NBD);
        assertThat(fit.optimum().parameters()).satisfies(near(.0005, .553, 10.578, .606, 11.669));
        assertThat(fit.optimum().logLikelihood()).isCloseTo(-9594.98, within(.005));
    }

    /** Batislam, Denizel, Filiztekin (2007), and the R package BTYDplus. */
    @Test
    void mbg_nbd_is_as_published() {
        FittedModel fit = new Fitter(sample()).fit(ModelKind.MBG_NBD);
        assertThat(fit.optimum().parameters()).satisfies(near(.0005, .525, 6.183, .891, 1.614));
    }

    /** Fader, Hardie (2013), over the 946 with repeat orders. */
    @Test
    void gamma_gamma_is_as_published() {
        FittedSpend spend = new Fitter(sample()).fitSpend().orElseThrow();
        assertThat(spend.customers()).isEqualTo(946);
        assertThat(spend.optimum().parameters()).satisfies(near(.006, 6.25, 3.74, 15.44));
    }

    /** Customer 1516, of whom the BTYD vignette shows x = 26, t_x = 30.86, T = 31. */
    @Test
    void the_busiest_customer_is_alive_and_goes_on_as_published() {
        Population sample = sample();
        FittedModel fit = new Fitter(sample).fit(ModelKind.BG_NBD);
        Observed busiest = sample.buyers().stream()
                .map(sample::observed)
                .filter(each -> each.repeats() == 26 && each.age() == 31)
                .findFirst()
                .orElseThrow();
        assertThat(busiest.last()).isCloseTo(30.86, within(.005));
        assertThat(fit.model().pAlive(busiest)).isCloseTo(.96885, within(1e-5));
        assertThat(fit.model().expectedOrders(busiest, 52)).isCloseTo(25.757, within(.002));
    }

    @Test
    void what_happened_stands_beside_what_should_have() {
        Population sample = sample();
        RepeatTable table =
                new RepeatTable(sample, new Fitter(sample).fit(ModelKind.BG_NBD).model());
        assertThat(table.calibration()).hasSize(8);
        assertThat(table.calibration().get(0).customers()).isEqualTo(1411);
        assertThat(table.calibration().stream()
                        .mapToLong(RepeatTable.Calibration::customers)
                        .sum())
                .isEqualTo(2357);
        assertThat(table.calibration().stream()
                        .mapToDouble(RepeatTable.Calibration::expected)
                        .sum())
                .isCloseTo(2357, within(1e-6));
        assertThat(table.holdout(END))
                .allSatisfy(row -> assertThat(row.expected()).isCloseTo(row.orders(), within(.4)));
    }

    private static Population sample() {
        Map<String, Facts> customers = new TreeMap<>();
        for (NamedCsvRecord row : RealData.rows("cdnow/orders_sample.csv.gz")) {
            long at = Instant.parse(row.getField("date") + "T00:00:00Z").toEpochMilli();
            String order = row.getField("order_id");
            Activity.Ordered ordered =
                    new Activity.Ordered(order, at, order, RealData.money(row.getField("amount")), "USD");
            customers.merge(
                    row.getField("customer_id"), Facts.NONE.after(ordered), (facts, one) -> facts.after(ordered));
        }
        return Population.of(customers.values(), CALIBRATED, WEEK);
    }

    private static ThrowingConsumer<List<? extends Double>> near(double tolerance, double... expected) {
        return found -> {
            for (int i = 0; i < expected.length; i++) {
                assertThat(found.get(i)).as("parameter " + i).isCloseTo(expected[i], within(tolerance));
            }
        };
    }
}
