package io.sojourn.tables;

import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.replay.Ledger;
import io.sojourn.schemas.WireFormat;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** A ledger exported by two policies, and what SQL over both says of a {@link Comparison}. */
final class TwoExports implements AutoCloseable {
    /** Of an export's stages, with how many events of the customer stand before each. */
    private static final String BETWEEN_EVENTS = """
            (SELECT customer_id, from_stage || ' → ' || to_stage AS what, effective_at,
                    (SELECT count(*) FROM %1$s.order_events e WHERE e.customer_id = t.customer_id
                        AND (e.occurred_at < t.effective_at OR (t.cause <> 'SILENCE' AND e.occurred_at = t.effective_at))) AS events
             FROM %1$s.stage_transitions t)""";

    private static final String SAID = """
            SELECT %2$d AS n, customer_id, from_stage || ' ' || to_stage AS what, effective_at FROM %1$s.stage_transitions
            UNION ALL SELECT %2$d, customer_id, warning || ' ' || state, effective_at FROM %1$s.churn_warnings""";

    private final Connection connection;
    private final Statement sql;

    TwoExports(Ledger ledger, Policy live, Policy candidate, WireFormat wire, Path dir) throws Exception {
        Path a = new Export(ledger, Policies.only(live), wire, dir.resolve("live")).run(done -> {});
        Path b = new Export(ledger, Policies.only(candidate), wire, dir.resolve("candidate")).run(done -> {});
        connection = DriverManager.getConnection("jdbc:duckdb:");
        sql = connection.createStatement();
        sql.execute("ATTACH '" + a + "' AS live (READ_ONLY)");
        sql.execute("ATTACH '" + b + "' AS candidate (READ_ONLY)");
    }

    /** How many stand in each stage, by the one and by the other. */
    Map<String, String> stages() throws SQLException {
        return map("""
                SELECT stage, (SELECT count(*) FROM live.customer_stages c WHERE c.stage = s.stage) || ' '
                    || (SELECT count(*) FROM candidate.customer_stages c WHERE c.stage = s.stage)
                FROM live.stages s""");
    }

    static Map<String, String> stages(Comparison found) {
        Map<String, String> stages = new TreeMap<>();
        found.stages().forEach(each -> stages.put(each.stage(), each.live() + " " + each.candidate()));
        return stages;
    }

    /** Who stands elsewhere, and what they have spent. */
    Map<String, String> moves() throws SQLException {
        return map("""
                SELECT l.stage || ' ' || c.stage, count(*) || ' ' || sum(k.spend)
                FROM live.customer_stages l JOIN candidate.customer_stages c USING (customer_id, ladder)
                JOIN live.customers k USING (customer_id) WHERE l.stage <> c.stage GROUP BY ALL""");
    }

    static Map<String, String> moves(Comparison found) {
        Map<String, String> moves = new TreeMap<>();
        found.moves()
                .forEach(
                        each -> moves.put(each.live() + " " + each.candidate(), each.customers() + " " + each.spend()));
        return moves;
    }

    /** Of every transition of the ladder how many are the same, added, removed, earlier and later. */
    Map<String, String> changes() throws SQLException {
        String live = BETWEEN_EVENTS.formatted("live");
        String candidate = BETWEEN_EVENTS.formatted("candidate");
        return map("""
                SELECT what, count(*) FILTER (l.effective_at = c.effective_at) || ' ' || count(*) FILTER (l.effective_at IS NULL)
                    || ' ' || count(*) FILTER (c.effective_at IS NULL) || ' ' || count(*) FILTER (c.effective_at < l.effective_at)
                    || ' ' || count(*) FILTER (c.effective_at > l.effective_at)
                FROM %s l FULL JOIN %s c USING (customer_id, what, events) GROUP BY what""".formatted(live, candidate));
    }

    static Map<String, String> changes(Comparison found) {
        Map<String, String> changes = new TreeMap<>();
        found.changes().stream()
                .filter(each -> each.subject().equals("reference"))
                .forEach(each -> changes.put(
                        each.what(),
                        "%d %d %d %d %d"
                                .formatted(each.same(), each.added(), each.removed(), each.earlier(), each.later())));
        return changes;
    }

    /** How many warnings are raised on each day on which there are any, by the one and by the other. */
    Map<String, String> warnedByDay() throws SQLException {
        return map("""
                SELECT effective_at::DATE, count(*) FILTER (side = 'l') || ' ' || count(*) FILTER (side = 'c') FROM (
                    SELECT 'l' AS side, * FROM live.churn_warnings UNION ALL SELECT 'c', * FROM candidate.churn_warnings)
                WHERE state = 'RAISED' GROUP BY effective_at::DATE""");
    }

    static Map<String, String> warnedByDay(Comparison found) {
        Map<String, String> days = new TreeMap<>();
        found.days().forEach(each -> days.put(each.day().toString(), each.live() + " " + each.candidate()));
        return days;
    }

    /** Who stands in each stage by the one, of how many the two say different things, or at other instants, and their money. */
    Map<String, String> touchedByStage() throws SQLException {
        return map("""
                WITH said AS (%s UNION ALL %s),
                touched AS (
                    SELECT DISTINCT customer_id FROM (
                        SELECT customer_id FROM said GROUP BY customer_id, what, effective_at HAVING sum(n) <> 0))
                SELECT stage, count(*) || ' ' || count(t.customer_id) || ' ' || sum(spend) || ' '
                    || coalesce(sum(spend) FILTER (t.customer_id IS NOT NULL), 0)
                FROM live.customer_stages JOIN live.customers USING (customer_id) LEFT JOIN touched t USING (customer_id)
                GROUP BY stage""".formatted(SAID.formatted("live", 1), SAID.formatted("candidate", -1)));
    }

    static Map<String, String> touchedByStage(Comparison found) {
        Map<String, String> touched = new TreeMap<>();
        found.touchedByStage()
                .forEach(each -> touched.put(
                        each.stage(),
                        each.customers() + " " + each.touched() + " " + each.spend() + " " + each.touchedSpend()));
        return touched;
    }

    /** The first two columns of a query over {@code live} and {@code candidate}. */
    Map<String, String> map(String query) throws SQLException {
        return map(sql, query);
    }

    static Map<String, String> map(Statement sql, String query) throws SQLException {
        Map<String, String> all = new TreeMap<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                all.put(rows.getString(1), rows.getString(2));
            }
        }
        return all;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
