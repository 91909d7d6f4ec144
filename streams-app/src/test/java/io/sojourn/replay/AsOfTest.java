package io.sojourn.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.authoring.ReadOnce;
import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.CustomerState;
import io.sojourn.events.OrderCompleted;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsOfTest {
    private static final int DAYS = 400;

    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://as-of", "auto.register.schemas", "true"));
    private final Policies policies = new Policies(ReferencePolicy.overDays(365), new ReadOnce());

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void as_known_at_an_instant_is_as_if_the_ledger_ended_there(long seed) throws InterruptedException {
        LedgerOfTests ledger = history(seed);
        for (int month = 1; month * 30 < DAYS; month++) {
            long at = Shop.day(month * 30).toEpochMilli();
            SortedMap<CustomerId, CustomerState> cut =
                    ledger.only(entry -> entry.timestamp() <= at).states(policies, at);
            assertThat(cut).isNotEmpty();
            assertThat(asOf(ledger, at, at)).isEqualTo(cut);
        }
    }

    @Test
    void of_an_earlier_instant_too_that_is_known_which_was_told_by_then() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(1);
        int otherwiseNow = 0;
        for (int seed = 0; seed < 10; seed++) {
            LedgerOfTests ledger = new HistoryOfTests(seed, true, wire).asTold();
            for (int i = 0; i < 10; i++) {
                int day = random.nextInt(HistoryOfTests.DAYS) + 1;
                // What arrives on a day does so in its first minutes, one a second.
                int most = random.nextBoolean() ? 2 * HistoryOfTests.DAYS : 86_400;
                long knownAt = HistoryOfTests.day(day)
                        .plusSeconds(random.nextInt(most))
                        .toEpochMilli();
                long quarter = HistoryOfTests.day(0)
                        .plus(Duration.ofHours(6L * random.nextInt(4 * day + 1)))
                        .toEpochMilli();
                long at = random.nextBoolean() ? knownAt : quarter;
                LedgerOfTests cut = ledger.only(entry -> entry.timestamp() <= knownAt);
                var then = asOf(ledger, HistoryOfTests.policies(), at, knownAt);
                assertThat(then).isEqualTo(asOf(cut, HistoryOfTests.policies(), at, Long.MAX_VALUE));
                otherwiseNow += then.equals(asOf(ledger, HistoryOfTests.policies(), at, Long.MAX_VALUE)) ? 0 : 1;
            }
        }
        assertThat(otherwiseNow).isGreaterThan(10);
    }

    @Test
    void what_was_told_late_counts_only_where_it_was_known() throws InterruptedException {
        LedgerOfTests ledger = new LedgerOfTests(wire, 2);
        ledger.add("ann", order("ann", "o1", Shop.day(0)), Shop.day(0));
        ledger.tick(Shop.day(100));
        ledger.add("ann", order("ann", "o2", Shop.day(50)), Shop.day(101));
        ledger.tick(Shop.day(110));

        long at = Shop.day(95).toEpochMilli();
        assertThat(stage(asOf(ledger, at, Shop.day(100).toEpochMilli()), "ann")).isEqualTo("DORMANT");
        assertThat(stage(asOf(ledger, at, Shop.day(110).toEpochMilli()), "ann")).isEqualTo("ACTIVE");
        assertThat(of("ann", asOf(ledger, at, Long.MAX_VALUE)).getRfm().getFrequency())
                .isEqualTo(2);
        assertThat(of("ann", asOf(ledger, Shop.day(40).toEpochMilli(), Long.MAX_VALUE))
                        .getRfm()
                        .getFrequency())
                .isEqualTo(1);
    }

    @Test
    void one_customer_is_found_as_among_all() throws InterruptedException {
        LedgerOfTests ledger = history(7);
        long at = Shop.day(300).toEpochMilli();
        SortedMap<CustomerId, CustomerState> all = asOf(ledger, at, Long.MAX_VALUE);
        assertThat(all).hasSizeGreaterThan(10);
        for (CustomerId customer : all.keySet()) {
            assertThat(new AsOf(ledger, policies, wire)
                            .run(at, Long.MAX_VALUE, customer)
                            .states())
                    .isEqualTo(Map.of(customer, all.get(customer)));
        }
    }

    private SortedMap<CustomerId, CustomerState> asOf(Ledger ledger, long at, long knownAt)
            throws InterruptedException {
        return asOf(ledger, policies, at, knownAt);
    }

    private SortedMap<CustomerId, CustomerState> asOf(Ledger ledger, Policies policies, long at, long knownAt)
            throws InterruptedException {
        return new AsOf(ledger, policies, wire).run(at, knownAt, null).states();
    }

    private static String stage(SortedMap<CustomerId, CustomerState> states, String customer) {
        return of(customer, states).getStages().get(0).getStage();
    }

    private static CustomerState of(String customer, SortedMap<CustomerId, CustomerState> states) {
        return Objects.requireNonNull(states.get(new CustomerId(customer)));
    }

    private LedgerOfTests history(long seed) {
        return Shop.ledger(wire, seed, DAYS, true);
    }

    private static OrderCompleted order(String customer, String id, Instant at) {
        return HistoryOfTests.order(customer, id, id, at);
    }
}
