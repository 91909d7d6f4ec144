package io.sojourn.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.customer.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class FitterTest {
    private static final long DAY = 86_400_000L;
    /** So long that hardly two orders fall on one day, which would count as one. */
    private static final long UNIT = 100 * DAY;

    private static final long END = 78 * UNIT;

    @Test
    void the_laws_of_a_shop_are_found_again_in_its_orders() {
        FittedModel fit = new Fitter(new Population(shop(3_000), END, UNIT)).fit(ModelKind.MBG_NBD);
        Optimum found = fit.optimum();
        assertThat(found.isIdentified()).isTrue();
        double[] laws = {1.4, 6, .9, 3.1};
        for (int i = 0; i < laws.length; i++) {
            assertThat(found.parameters().get(i))
                    .as(fit.kind().parameters().get(i))
                    .isCloseTo(laws[i], within(3 * found.standardErrors().get(i)));
        }
    }

    @Test
    void of_customers_who_never_come_back_no_parameters_can_be_told() {
        List<Buyer> once =
                LongStream.range(0, 500).mapToObj(day -> buyer(day * DAY)).toList();
        for (ModelKind kind : ModelKind.values()) {
            assertThat(new Fitter(new Population(once, END, UNIT))
                            .fit(kind)
                            .optimum()
                            .isIdentified())
                    .as(kind.title())
                    .isFalse();
        }
    }

    @Test
    void without_repeat_orders_of_some_worth_there_is_no_law_of_spend() {
        List<Buyer> free = LongStream.range(0, 50)
                .mapToObj(day -> buyer(day * DAY, 200 * DAY))
                .toList();
        assertThat(new Fitter(new Population(free, END, UNIT)).fitSpend()).isEmpty();
    }

    @Test
    void nobody_is_nothing_to_fit_to() {
        assertThatThrownBy(() -> new Population(List.of(), END, UNIT))
                .hasMessage("nobody has ordered by the end of the calibration");
    }

    /** MBG/NBD with r 1.4, α 6 units, a 0.9, b 3.1. */
    private static List<Buyer> shop(int customers) {
        RandomDataGenerator random = new RandomDataGenerator(7);
        List<Buyer> buyers = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double rate = random.nextGamma(1.4, 1 / 6.0);
            double stops = random.nextBeta(.9, 3.1);
            List<Long> orders = new ArrayList<>();
            double at = random.nextUniform(0, 30);
            do {
                orders.add((long) (at * UNIT));
                at += random.nextExponential(1 / rate);
            } while (random.nextUniform(0, 1) >= stops && at * UNIT < END);
            buyers.add(buyer(orders.stream().mapToLong(Long::longValue).toArray()));
        }
        return buyers;
    }

    static Buyer buyer(long... ats) {
        long[] ids = LongStream.range(0, ats.length).toArray();
        return new Buyer(Trail.of(ats, ids, new long[ats.length], new long[ats.length]));
    }
}
