package io.sojourn.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.authoring.ReadOnce;
import io.sojourn.events.OrderCompleted;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.Shop;
import io.sojourn.schemas.WireFormat;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import io.sojourn.value.rfm.Scale;
import io.sojourn.value.rfm.Segment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfTest {
    private static final int DAYS = 500;

    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://what-if", "auto.register.schemas", "true"));
    private final Policy live = policy(90, 180);

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void the_same_policy_decides_the_same() throws InterruptedException {
        Comparison found = compare(Shop.ledger(wire, 42, DAYS, true), policy(90, 180), Instant.EPOCH);
        assertThat(found.isEmpty()).isTrue();
        assertThat(found.moves()).isEmpty();
        assertThat(found.shifts()).isEmpty();
        assertThat(found.customers()).isEqualTo(40);
        assertThat(found.changes().stream().mapToLong(Comparison.Change::same).sum())
                .isGreaterThan(100);
        assertThat(found.touched())
                .last()
                .satisfies(all -> assertThat(all.touched()).isZero());
        assertThat(found.touchedByStage())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.touched()).isZero());
    }

    @Test
    void silences_that_another_policy_finds_sooner_are_the_same_silences() throws InterruptedException {
        Comparison found = compare(Shop.ledger(wire, 42, DAYS, false), policy(60, 120), Instant.EPOCH);
        Comparison.Change dormant = found.changes().stream()
                .filter(each -> each.what().equals("ACTIVE → DORMANT"))
                .findFirst()
                .orElseThrow();
        assertThat(dormant.later() + dormant.same()).isZero();
        // Who came back from a silence that only the candidate finds is dormant anew from another stage.
        assertThat(dormant.earlier()).isPositive();
        assertThat(dormant.removed()).isPositive();
        assertThat(dormant.p10()).isEqualTo(-30);
        assertThat(dormant.p90()).isEqualTo(-30);
        assertThat(found.shifts()).extracting(Comparison.Shift::days).containsOnly(-30, -60);
    }

    @Test
    void its_numbers_are_those_of_sql_over_two_exports() throws Exception {
        Ledger ledger = Shop.ledger(wire, 42, DAYS, false);
        Policy candidate = policy(60, 120);
        Comparison found = compare(ledger, candidate, Instant.EPOCH);
        try (TwoExports exports = new TwoExports(ledger, live, candidate, wire, dir)) {
            assertThat(TwoExports.stages(found)).isNotEmpty().isEqualTo(exports.stages());
            assertThat(TwoExports.moves(found)).isNotEmpty().isEqualTo(exports.moves());
            Map<String, String> warned = new TreeMap<>();
            found.warnings().forEach(each -> warned.put(each.warning(), each.live() + " " + each.candidate()));
            assertThat(warned).isNotEmpty().isEqualTo(exports.map("""
                    SELECT warning, count(*) FILTER (side = 'l') || ' ' || count(*) FILTER (side = 'c') FROM (
                        SELECT 'l' AS side, * FROM live.churn_warnings UNION ALL SELECT 'c', * FROM candidate.churn_warnings)
                    WHERE state = 'RAISED' GROUP BY warning"""));
            assertThat(TwoExports.warnedByDay(found)).hasSizeGreaterThan(50).isEqualTo(exports.warnedByDay());
        }
    }

    @Test
    void whom_it_touches_is_told_by_the_stage_in_which_they_stand() throws Exception {
        // So few days that not everybody was silent for long yet.
        Ledger ledger = Shop.ledger(wire, 42, 100, false);
        Policy candidate = policy(60, 120);
        Comparison found = compare(ledger, candidate, Instant.EPOCH);
        assertThat(found.touchedByStage())
                .anySatisfy(each -> assertThat(each.touched()).isPositive().isLessThan(each.customers()));
        try (TwoExports exports = new TwoExports(ledger, live, candidate, wire, dir)) {
            assertThat(TwoExports.touchedByStage(found)).isEqualTo(exports.touchedByStage());
        }
    }

    @Test
    void decisions_are_paired_as_sql_over_orders_alone_pairs_them() throws Exception {
        Ledger ledger = Shop.ledger(wire, 42, DAYS, false).only(entry -> {
            byte[] key = entry.key();
            return key == null || wire.decode("ledger", entry.value()) instanceof OrderCompleted;
        });
        Policy candidate = policy(60, 120);
        Comparison found = compare(ledger, candidate, Instant.EPOCH);
        try (TwoExports exports = new TwoExports(ledger, live, candidate, wire, dir)) {
            assertThat(TwoExports.changes(found)).isNotEmpty().isEqualTo(exports.changes());
        }
    }

    @Test
    void a_day_to_begin_from_and_some_customers_leave_the_rest_out() throws InterruptedException {
        Ledger ledger = Shop.ledger(wire, 42, DAYS, false);
        long all = decisions(compare(ledger, policy(60, 120), Instant.EPOCH));
        Comparison later = compare(ledger, policy(60, 120), Shop.day(250));
        assertThat(decisions(later)).isLessThan(all).isPositive();
        LocalDate first = LocalDate.ofInstant(Shop.day(250), ZoneOffset.UTC);
        assertThat(later.days()).isNotEmpty().noneMatch(each -> each.day().isBefore(first));
        Comparison one = new WhatIf(ledger, Policies.only(live), wire, policy(60, 120))
                .run(Instant.EPOCH, key -> new String(key, UTF_8).equals("c7"), null, done -> {});
        assertThat(one.customers()).isEqualTo(1);
        assertThat(decisions(one)).isPositive().isLessThan(all);
    }

    @Test
    void whom_it_touches_is_told_by_the_segments_of_a_grid() throws Exception {
        Ledger ledger = Shop.ledger(wire, 42, DAYS, false);
        Grid grid = new Grid(
                "often",
                "How often",
                "频次",
                2,
                List.of(Segment.of("often", "Often", "频繁", "f2"), Segment.of("seldom", "Seldom", "偶尔", "f1")),
                null);
        Bands bands = new Bands(
                grid,
                new CutPoints(
                        "v",
                        Duration.ofDays(365).toMillis(),
                        new Scale(List.of(-Duration.ofDays(60).toMillis())),
                        new Scale(List.of(8L)),
                        new Scale(List.of(0L))));
        Comparison found = new WhatIf(ledger, Policies.only(live), wire, policy(60, 120))
                .run(Instant.EPOCH, key -> true, bands, done -> {});
        Map<String, String> sizes = new TreeMap<>();
        found.touched().forEach(each -> sizes.put(each.segment(), each.customers() + " " + each.spend()));
        Path export = new Export(ledger, Policies.only(live), wire, dir.resolve("live"), 1_000).run(done -> {});
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            sql.execute("ATTACH '" + export + "' AS live (READ_ONLY)");
            assertThat(sizes).hasSizeGreaterThanOrEqualTo(3).isEqualTo(TwoExports.map(sql, """
                    WITH counted AS (
                        SELECT customer_id, any_value(spend) AS spend,
                               count(*) FILTER (counts AND ordered_at > make_timestamp(%d000) - INTERVAL 365 DAY) AS orders
                        FROM live.customers LEFT JOIN live.order_values USING (customer_id) GROUP BY customer_id)
                    SELECT coalesce(segment, 'all 全部'), count(*) || ' ' || sum(spend) FROM (
                        SELECT *, CASE WHEN orders > 8 THEN 'Often 频繁' WHEN orders > 0 THEN 'Seldom 偶尔'
                            ELSE 'no order in the window 窗口内无订单' END AS segment FROM counted)
                    GROUP BY ROLLUP (segment)""".formatted(
                            found.reached().toEpochMilli())));
        }
    }

    private static long decisions(Comparison found) {
        return found.changes().stream()
                .mapToLong(each -> each.same() + each.added() + each.removed() + each.earlier() + each.later())
                .sum();
    }

    private Comparison compare(Ledger ledger, Policy candidate, Instant from) throws InterruptedException {
        return new WhatIf(ledger, new Policies(live, new ReadOnce()), wire, candidate)
                .run(from, key -> true, null, done -> {});
    }

    private static Policy policy(int dormant, int churned) {
        return ReferencePolicy.after(Duration.ofDays(dormant), Duration.ofDays(churned), Duration.ofDays(365));
    }
}
