package io.sojourn.value.purchase;

import static io.sojourn.value.purchase.BetaGeometric.Variant.BG;
import static io.sojourn.value.purchase.BetaGeometric.Variant.MBG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.customer.Activity;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Trail;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValuationTest {
    private static final long DAY = 86_400_000L;
    private static final long WEEK = 7 * DAY;
    private static final long START = 852_076_800_000L; // 1997-01-01

    private static final Valuation BG_WEEKS = weeks(new BetaGeometric(BG, .243, 4.414, .793, 2.426));
    private static final Valuation MBG_WEEKS = weeks(new BetaGeometric(MBG, .525, 6.183, .891, 1.614));

    static Stream<Valuation> valuations() {
        return Stream.of(BG_WEEKS, MBG_WEEKS, weeks(new ParetoNbd(.553, 10.578, .606, 11.669)));
    }

    @ParameterizedTest
    @MethodSource("valuations")
    void a_crossing_is_the_first_millisecond_at_which_it_holds(Valuation valuation) {
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int repeats = random.nextInt(30);
            long last = repeats == 0 ? START : START + random.nextLong(repeats * DAY, 300 * DAY);
            Occasions customer = new Occasions(repeats, START, last, 0);
            double threshold = random.nextDouble(.05, .95);
            long from = last + random.nextLong(0, 20 * DAY);

            long quiet = valuation.whenNoOrderReaches(threshold, customer, from, 90 * DAY);
            long gone = valuation.whenAliveFallsTo(threshold, customer, from);
            long few = valuation.whenExpectedOrdersFallTo(threshold, customer, from, 90 * DAY);

            if (quiet != Crossing.NEVER) {
                assertThat(valuation.pNoOrder(customer, quiet, 90 * DAY)).isGreaterThanOrEqualTo(threshold);
            }
            if (quiet != Crossing.NEVER && quiet > from) {
                found++;
                assertThat(valuation.pNoOrder(customer, quiet - 1, 90 * DAY)).isLessThan(threshold);
            }
            if (few != Crossing.NEVER && few > from) {
                found++;
                assertThat(valuation.expectedOrders(customer, few, 90 * DAY)).isLessThanOrEqualTo(threshold);
                assertThat(valuation.expectedOrders(customer, few - 1, 90 * DAY))
                        .isGreaterThan(threshold);
            }
            if (gone != Crossing.NEVER && gone > from) {
                found++;
                assertThat(valuation.pAlive(customer, gone)).isLessThanOrEqualTo(threshold);
                assertThat(valuation.pAlive(customer, gone - 1)).isGreaterThan(threshold);
            }
        }
        assertThat(found).isGreaterThan(150);
    }

    /** 62.4912543223 weeks, rounded up; the other was worked out with 50 digits. On another machine too, or silences would move. */
    @Test
    void the_crossing_of_the_published_customer_falls_on_this_millisecond() {
        long last = 18_404_064_000L; // 30.43 weeks
        Occasions customer = new Occasions(2, 0, last, 0);
        assertThat(BG_WEEKS.whenAliveFallsTo(.5, customer, last)).isEqualTo(37_794_710_615L);
        assertThat(MBG_WEEKS.whenNoOrderReaches(.8, customer, last, 90 * DAY)).isEqualTo(33_361_761_614L);
    }

    @Test
    void what_holds_already_crosses_now_and_what_never_will_never_does() {
        Occasions once = new Occasions(0, START, START, 0);
        assertThat(BG_WEEKS.whenAliveFallsTo(.99, once, START)).isEqualTo(Crossing.NEVER);
        assertThat(MBG_WEEKS.whenAliveFallsTo(.99, once, START + 5)).isEqualTo(START + 5);
        assertThat(MBG_WEEKS.whenNoOrderReaches(0, once, START, DAY)).isEqualTo(START);
    }

    @Test
    void the_unit_of_time_changes_no_probability() {
        Valuation days = new Valuation("d", DAY, new BetaGeometric(MBG, .525, 7 * 6.183, .891, 1.614), null);
        Occasions customer = new Occasions(4, START, START + 100 * DAY, 0);
        long now = START + 130 * DAY;
        assertThat(days.pNoOrder(customer, now, 90 * DAY))
                .isCloseTo(MBG_WEEKS.pNoOrder(customer, now, 90 * DAY), within(1e-12));
        assertThat(days.expectedOrders(customer, now, 90 * DAY))
                .isCloseTo(MBG_WEEKS.expectedOrders(customer, now, 90 * DAY), within(1e-12));
    }

    @Test
    void lifetime_value_is_orders_times_worth_and_less_the_dearer_money_is() {
        Valuation valued = new Valuation("v", WEEK, MBG_WEEKS.orders(), new GammaGamma(6.25, 3.74, 15.44));
        Occasions customer = new Occasions(4, START, START + 100 * DAY, 4 * 350_000);
        long now = START + 130 * DAY;
        double orders = valued.expectedOrders(customer, now, 365 * DAY);
        double worth = new GammaGamma(6.25, 3.74, 15.44).expectedSpend(4, 35);
        double free = valued.clv(customer, now, 365 * DAY, 0).orElseThrow();
        double dear = valued.clv(customer, now, 365 * DAY, .15).orElseThrow();
        assertThat(free).isCloseTo(orders * worth, within(1e-9));
        assertThat(dear).isBetween(free / 1.15, free);
        assertThat(MBG_WEEKS.clv(customer, now, 365 * DAY, 0)).isEmpty();
    }

    @Test
    void orders_of_one_day_are_one_occasion_at_the_first_of_them() {
        Trail orders = trail(
                new long[] {START + 5, START + 9, START + 3 * DAY, START + 3 * DAY + 7, START + 8 * DAY},
                new long[] {1, 2, 30, 40, 500});
        assertThat(Occasions.of(orders, START + 20)).isEqualTo(new Occasions(0, START + 5, START + 5, 0));
        assertThat(Occasions.of(orders, START + 4 * DAY)).isEqualTo(new Occasions(1, START + 5, START + 3 * DAY, 70));
        assertThat(Occasions.of(orders, START + 9 * DAY)).isEqualTo(new Occasions(2, START + 5, START + 8 * DAY, 570));
        assertThatThrownBy(() -> Occasions.of(orders, START)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_refunded_of_a_repeat_order_is_not_spent() {
        Facts facts = Facts.NONE
                .after(new Activity.Ordered("e1", START, "o1", 900, "USD"))
                .after(new Activity.Ordered("e2", START + DAY, "o2", 100, "USD"))
                .after(new Activity.Refunded("e3", START + 2 * DAY, "o2", 30));
        assertThat(Occasions.of(facts.purchases().counting(), START + 3 * DAY).repeatSpend())
                .isEqualTo(70);
    }

    private static Trail trail(long[] ats, long[] amounts) {
        Facts facts = Facts.NONE;
        for (int i = 0; i < ats.length; i++) {
            facts = facts.after(new Activity.Ordered("e" + i, ats[i], "o" + i, amounts[i], "USD"));
        }
        return facts.purchases().counting();
    }

    private static Valuation weeks(PurchaseModel model) {
        return new Valuation("test", WEEK, model, null);
    }
}
