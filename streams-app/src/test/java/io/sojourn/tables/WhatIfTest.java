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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfTest {
    private static final int DAYS = 500;

    /** Of an export's stages, with how many events of the customer stand before each. */
    private static final String BETWEEN_EVENTS = """
            (SELECT customer_id, from_stage || ' → ' || to_stage AS what, effective_at,
                    (SELECT count(*) FROM %1$s.order_events e WHERE e.customer_id = t.customer_id
                        AND (e.occurred_at < t.effective_at OR (t.cause <> 'SILENCE' AND e.occurred_at = t.effective_at))) AS events
             FROM %1$s.stage_transitions t)""";

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
        Path a = new Export(ledger, Policies.only(live), wire, dir.resolve("live"), 1_000).run(done -> {});
        Path b = new Export(ledger, Policies.only(candidate), wire, dir.resolve("candidate"), 1_000).run(done -> {});
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            sql.execute("ATTACH '" + a + "' AS live (READ_ONLY)");
            sql.execute("ATTACH '" + b + "' AS candidate (READ_ONLY)");
            Map<String, String> stages = new TreeMap<>();
            found.stages().forEach(each -> stages.put(each.stage(), each.live() + " " + each.candidate()));
            assertThat(stages).isEqualTo(map(sql, """
                    SELECT stage, (SELECT count(*) FROM live.customer_stages c WHERE c.stage = s.stage) || ' '
                        || (SELECT count(*) FROM candidate.customer_stages c WHERE c.stage = s.stage)
                    FROM live.stages s"""));
            Map<String, String> moves = new TreeMap<>();
            found.moves()
                    .forEach(each ->
                            moves.put(each.live() + " " + each.candidate(), each.customers() + " " + each.spend()));
            assertThat(moves).isNotEmpty().isEqualTo(map(sql, """
                    SELECT l.stage || ' ' || c.stage, count(*) || ' ' || sum(k.spend)
                    FROM live.customer_stages l JOIN candidate.customer_stages c USING (customer_id, ladder)
                    JOIN live.customers k USING (customer_id) WHERE l.stage <> c.stage GROUP BY ALL"""));
            Map<String, String> warned = new TreeMap<>();
            found.warnings().forEach(each -> warned.put(each.warning(), each.live() + " " + each.candidate()));
            assertThat(warned).isNotEmpty().isEqualTo(map(sql, """
                    SELECT warning, count(*) FILTER (side = 'l') || ' ' || count(*) FILTER (side = 'c') FROM (
                        SELECT 'l' AS side, * FROM live.churn_warnings UNION ALL SELECT 'c', * FROM candidate.churn_warnings)
                    WHERE state = 'RAISED' GROUP BY warning"""));
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
        Path a = new Export(ledger, Policies.only(live), wire, dir.resolve("live"), 1_000).run(done -> {});
        Path b = new Export(ledger, Policies.only(candidate), wire, dir.resolve("candidate"), 1_000).run(done -> {});
        Map<String, String> changes = new TreeMap<>();
        found.changes().stream()
                .filter(each -> each.subject().equals("reference"))
                .forEach(each -> changes.put(
                        each.what(),
                        "%d %d %d %d %d"
                                .formatted(each.same(), each.added(), each.removed(), each.earlier(), each.later())));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            sql.execute("ATTACH '" + a + "' AS live (READ_ONLY)");
            sql.execute("ATTACH '" + b + "' AS candidate (READ_ONLY)");
            assertThat(changes).isNotEmpty().isEqualTo(map(sql, """
                    SELECT what, count(*) FILTER (l.effective_at = c.effective_at) || ' ' || count(*) FILTER (l.effective_at IS NULL)
                        || ' ' || count(*) FILTER (c.effective_at IS NULL) || ' ' || count(*) FILTER (c.effective_at < l.effective_at)
                        || ' ' || count(*) FILTER (c.effective_at > l.effective_at)
                    FROM %s l FULL JOIN %s c USING (customer_id, what, events) GROUP BY what""".formatted(
                            BETWEEN_EVENTS.formatted("live"), BETWEEN_EVENTS.formatted("candidate"))));
        }
    }

    @Test
    void a_day_to_begin_from_and_some_customers_leave_the_rest_out() throws InterruptedException {
        Ledger ledger = Shop.ledger(wire, 42, DAYS, false);
        long all = decisions(compare(ledger, policy(60, 120), Instant.EPOCH));
        assertThat(decisions(compare(ledger, policy(60, 120), Shop.day(250))))
                .isLessThan(all)
                .isPositive();
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
            assertThat(sizes).hasSizeGreaterThanOrEqualTo(3).isEqualTo(map(sql, """
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

    private static Map<String, String> map(Statement sql, String query) throws SQLException {
        Map<String, String> all = new TreeMap<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                all.put(rows.getString(1), rows.getString(2));
            }
        }
        return all;
    }
}
