package io.sojourn.dev.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Does what is drawn follow the laws? Over some 30,000 customers, within four standard errors unless said otherwise. */
class ShopLawsTest {
    private static final Instant OPENING = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant AS_OF = OPENING.plus(Duration.ofDays(1000));
    private static final ShopLaws LAWS = ShopLaws.retail(30).withComebacks(0);
    private static final List<CustomerTruth> TRUTH = truth(LAWS);

    @Test
    void arrivals_are_poisson() {
        double expected = LAWS.arrivalsPerDay() * 1000;
        assertThat((double) TRUTH.size()).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }

    @Test
    void arrivals_are_spread_evenly() {
        var inFirstHalf = TRUTH.stream()
                .filter(c -> c.arrivedAt().isBefore(OPENING.plus(Duration.ofDays(500))))
                .count();
        assertThat((double) inFirstHalf / TRUTH.size()).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(TRUTH.size())));
    }

    @Test
    void order_rates_are_gamma() {
        var law = LAWS.ordersPerDay();
        var mean = mean(TRUTH, CustomerTruth::ordersPerDay);
        var variance = law.mean() / law.rate();
        assertThat(mean).isCloseTo(law.mean(), within(4 * Math.sqrt(variance / TRUTH.size())));
        // The standard error of a gamma variance is variance × √((2 + 6/shape) / n).
        assertThat(mean(TRUTH, c -> square(c.ordersPerDay() - mean)))
                .isCloseTo(variance, within(4 * variance * Math.sqrt((2 + 6 / law.shape()) / TRUTH.size())));
    }

    @Test
    void dropout_chances_are_beta() {
        var law = ((Dropout.AfterAny) LAWS.dropout()).probability();
        var variance = law.mean() * (1 - law.mean()) / (law.a() + law.b() + 1);
        var mean = mean(TRUTH, CustomerTruth::dropoutChance);
        assertThat(mean).isCloseTo(law.mean(), within(4 * Math.sqrt(variance / TRUTH.size())));
        assertThat(mean(TRUTH, c -> square(c.dropoutChance() - mean))).isCloseTo(variance, within(variance * 0.05));
    }

    @Test
    void customers_order_at_their_own_rate_while_alive() {
        double orders = 0;
        double expected = 0;
        for (var customer : ordered(TRUTH)) {
            orders += customer.orders() - 1;
            expected += customer.ordersPerDay() * daysAlive(customer);
        }
        // Dropping out happens with an order, so the count up to it is what it is by the law's stopping theorem.
        assertThat(orders).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }

    @Test
    void dropping_out_follows_each_order_with_the_customers_own_chance() {
        double gone = 0;
        double expected = 0;
        for (var customer : ordered(TRUTH)) {
            gone += customer.alive() ? 0 : 1;
            expected += customer.dropoutChance() * customer.orders();
        }
        assertThat(gone).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }

    @Test
    void bg_nbd_spares_the_first_order() {
        var pure = truth(LAWS.withDropout(new Dropout.AfterRepeat(new BetaLaw(0.9, 3.1))));
        assertThat(ordered(pure)).filteredOn(c -> c.orders() == 1).isNotEmpty().allMatch(CustomerTruth::alive);
        assertThat(ordered(TRUTH)).filteredOn(c -> c.orders() == 1).anyMatch(c -> !c.alive());
    }

    @Test
    void pareto_nbd_lifetimes_are_exponential() {
        var pareto = ordered(truth(LAWS.withDropout(new Dropout.InTime(new GammaLaw(2, 400)))));
        double gone = 0;
        double expected = 0;
        for (var customer : pareto) {
            gone += customer.alive() ? 0 : 1;
            expected += customer.dropoutPerDay() * daysAlive(customer);
        }
        assertThat(gone).isPositive().isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }

    @Test
    void order_values_are_gamma_gamma() {
        var law = LAWS.spend();
        assertThat(mean(TRUTH, CustomerTruth::meanSpend)).isCloseTo(law.mean(), within(law.mean() * 0.02));
        double gross = 0;
        double expected = 0;
        double variance = 0;
        for (var customer : ordered(TRUTH)) {
            gross += customer.gross().doubleValue();
            expected += customer.orders() * customer.meanSpend();
            variance += customer.orders() * square(customer.meanSpend()) / law.p();
        }
        assertThat(gross).isCloseTo(expected, within(4 * Math.sqrt(variance)));
    }

    @Test
    void the_share_who_never_order_is_as_set() {
        var old = TRUTH.stream()
                .filter(c -> c.arrivedAt().isBefore(AS_OF.minus(Duration.ofDays(60))))
                .toList();
        var share = (double) ordered(old).size() / old.size();
        assertThat(share).isCloseTo(LAWS.manners().converts(), within(4 * 0.4 / Math.sqrt(old.size())));
    }

    private static List<CustomerTruth> truth(ShopLaws laws) {
        return new Shop(laws, 7, OPENING).truth(AS_OF).toList();
    }

    private static List<CustomerTruth> ordered(List<CustomerTruth> truth) {
        return truth.stream().filter(c -> c.orders() > 0).toList();
    }

    private static double mean(List<CustomerTruth> truth, ToDoubleFunction<CustomerTruth> of) {
        return truth.stream().mapToDouble(of).average().orElseThrow();
    }

    private static double square(double x) {
        return x * x;
    }

    private static double daysAlive(CustomerTruth customer) {
        var end = Objects.requireNonNullElse(customer.droppedOutAt(), AS_OF);
        return Duration.between(Objects.requireNonNull(customer.firstOrderAt()), end)
                        .toMillis()
                / 86_400_000.0;
    }
}
