package io.sojourn.tables;

import io.sojourn.policy.Ladder;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Title;
import io.sojourn.replay.Claim;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** What two policies decide, in pairs. */
final class Paired implements AutoCloseable {
    static final String LIVE = "live";
    static final String CANDIDATE = "candidate";

    private static final Table DECIDED = Table.of(
            "decided",
            "side",
            Table.TEXT,
            "topic",
            Table.TEXT,
            "customer",
            Table.TEXT,
            "subject",
            Table.TEXT,
            "what",
            Table.TEXT,
            "events",
            Table.WHOLE,
            "effective_at",
            Table.INSTANT,
            "n",
            Table.LONG);
    private static final Table STANDS =
            Table.of("stands", "side", Table.TEXT, "customer", Table.TEXT, "ladder", Table.TEXT, "stage", Table.TEXT);
    private static final Table CUSTOMERS =
            Table.of("customers", "customer", Table.TEXT, "spend", Table.MONEY, "band", Table.TEXT);

    private static final String PAIRS = """
            CREATE TABLE pairs AS
            WITH counted AS (
                SELECT *, row_number() OVER (PARTITION BY side, customer, topic, subject, what, events ORDER BY n) AS nth
                FROM decided)
            SELECT topic, customer, subject, what, l.effective_at AS live_at, c.effective_at AS candidate_at,
                   CASE WHEN c.effective_at IS NULL THEN 'removed' WHEN l.effective_at IS NULL THEN 'added'
                        WHEN c.effective_at < l.effective_at THEN 'earlier' WHEN c.effective_at > l.effective_at THEN 'later' ELSE 'same' END AS fate,
                   datediff('millisecond', l.effective_at, c.effective_at) / 86400000.0 AS days
            FROM (FROM counted WHERE side = 'live') l
            FULL JOIN (FROM counted WHERE side = 'candidate') c USING (customer, topic, subject, what, events, nth)
            WHERE l.effective_at >= %1$s OR c.effective_at >= %1$s""";

    private static final String STAGES = """
            SELECT ladder, stage, count(*) FILTER (side = 'live'), count(*) FILTER (side = 'candidate'),
                   coalesce(sum(spend) FILTER (side = 'live'), 0), coalesce(sum(spend) FILTER (side = 'candidate'), 0)
            FROM stands JOIN customers USING (customer) GROUP BY ladder, stage""";

    private static final String ELSEWHERE = """
            CREATE TABLE elsewhere AS
            SELECT customer, ladder, l.stage AS live, c.stage AS candidate
            FROM (FROM stands WHERE side = 'live') l FULL JOIN (FROM stands WHERE side = 'candidate') c USING (customer, ladder)
            WHERE l.stage IS DISTINCT FROM c.stage""";

    private static final String MOVES = """
            SELECT ladder, coalesce(live, '–'), coalesce(candidate, '–'), count(*), sum(spend)
            FROM elsewhere JOIN customers USING (customer)
            GROUP BY ALL ORDER BY 1, 4 DESC, 2, 3""";

    private static final String CHANGES = """
            SELECT subject, what, count(*) FILTER (fate = 'same'), count(*) FILTER (fate = 'added'),
                   count(*) FILTER (fate = 'removed'), count(*) FILTER (fate = 'earlier'), count(*) FILTER (fate = 'later'),
                   coalesce(quantile_cont(days, 0.1) FILTER (days <> 0), 0), coalesce(quantile_cont(days, 0.5) FILTER (days <> 0), 0),
                   coalesce(quantile_cont(days, 0.9) FILTER (days <> 0), 0)
            FROM pairs GROUP BY topic, subject, what ORDER BY topic DESC, subject, what""";

    private static final String SHIFTS = """
            SELECT CAST(round(days) AS INTEGER) AS shift, count(*) FROM pairs WHERE days <> 0 GROUP BY shift ORDER BY shift""";

    private static final String WARNED = """
            WITH raised AS (
                SELECT side, subject, CAST(effective_at AS DATE) AS day, count(*) AS n FROM decided
                WHERE topic = 'churn-warnings' AND what LIKE 'raised%%' AND effective_at >= %1$s GROUP BY ALL),
            span AS (SELECT greatest(1, datediff('day', min(effective_at), %2$s)) AS days FROM decided WHERE effective_at >= %1$s)
            SELECT subject, live, candidate, live / days, candidate / days, live_most, candidate_most
            FROM span, (
                SELECT subject, CAST(coalesce(sum(n) FILTER (side = 'live'), 0) AS BIGINT) AS live,
                       CAST(coalesce(sum(n) FILTER (side = 'candidate'), 0) AS BIGINT) AS candidate,
                       coalesce(max(n) FILTER (side = 'live'), 0) AS live_most,
                       coalesce(max(n) FILTER (side = 'candidate'), 0) AS candidate_most
                FROM raised GROUP BY subject)
            ORDER BY subject""";

    private static final String RAISED = """
            SELECT CAST(date_trunc('%2$s', effective_at) AS DATE) AS begin, count(*) FILTER (side = 'live'), count(*) FILTER (side = 'candidate')
            FROM decided WHERE topic = 'churn-warnings' AND what LIKE 'raised%%' AND effective_at >= %1$s GROUP BY begin ORDER BY begin""";

    private static final String WHOM = """
            CREATE TABLE touched AS
            SELECT DISTINCT customer FROM (SELECT customer FROM pairs WHERE fate <> 'same' UNION ALL SELECT customer FROM elsewhere)""";

    private static final String TOUCHED = """
            WITH ranked AS (
                SELECT customer, spend, CASE WHEN band IS NOT NULL THEN band WHEN spend = 0 THEN 'spent nothing 无消费'
                    WHEN percent_rank() OVER (PARTITION BY spend > 0 ORDER BY spend DESC) < 0.1 THEN 'best tenth 前 10%%'
                    WHEN percent_rank() OVER (PARTITION BY spend > 0 ORDER BY spend DESC) < 0.5 THEN 'best half 前 10–50%%'
                    ELSE 'other half 后 50%%' END AS segment
                FROM customers)
            SELECT coalesce(segment, 'all 全部'), count(*), count(t.customer), sum(spend), coalesce(sum(spend) FILTER (t.customer IS NOT NULL), 0)
            FROM ranked LEFT JOIN touched t USING (customer)
            GROUP BY ROLLUP (segment) ORDER BY segment IS NULL, max(spend) DESC""";

    private static final String TOUCHED_BY_STAGE = """
            SELECT ladder, stage, count(*), count(t.customer), sum(spend), coalesce(sum(spend) FILTER (t.customer IS NOT NULL), 0)
            FROM stands JOIN customers USING (customer) LEFT JOIN touched t USING (customer)
            WHERE side = 'live' GROUP BY ladder, stage ORDER BY 1, 4 DESC, 2""";

    private final DuckDBConnection database;

    Paired(Path file) throws SQLException {
        database = Sql.file(file);
        execute(DECIDED.ddl());
        execute(STANDS.ddl());
        execute(CUSTOMERS.ddl());
    }

    /** Takes the rows of one partition, from one thread. */
    Rows rows() {
        try {
            return new Rows(database.duplicate());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares what was added. */
    Comparison compare(Policy live, Policy candidate, Instant from, Instant reached, long entries) throws SQLException {
        String since = "make_timestamp(" + from.toEpochMilli() + "000)";
        String until = "make_timestamp(" + reached.toEpochMilli() + "000)";
        execute(PAIRS.formatted(since));
        execute(ELSEWHERE);
        execute(WHOM);
        return new Comparison(
                live.text(),
                candidate.text(),
                entries,
                list("SELECT count(*) FROM customers", row -> row.getLong(1)).get(0),
                reached,
                stages(live, candidate),
                list(
                        MOVES,
                        row -> new Comparison.Move(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getBigDecimal(5))),
                list(
                        CHANGES,
                        row -> new Comparison.Change(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getDouble(8),
                                row.getDouble(9),
                                row.getDouble(10))),
                list(SHIFTS, row -> new Comparison.Shift(row.getInt(1), row.getLong(2))),
                list(
                        WARNED.formatted(since, until),
                        row -> new Comparison.Warned(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getDouble(4),
                                row.getDouble(5),
                                row.getLong(6),
                                row.getLong(7))),
                list(
                        RAISED.formatted(since, "day"),
                        row -> new Comparison.Day(row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3))),
                list(
                        RAISED.formatted(since, "month"),
                        row -> new Comparison.Month(row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3))),
                list(
                        TOUCHED.formatted(),
                        row -> new Comparison.Touched(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getBigDecimal(4),
                                row.getBigDecimal(5))),
                list(
                        TOUCHED_BY_STAGE,
                        row -> new Comparison.TouchedStage(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getBigDecimal(5),
                                row.getBigDecimal(6))));
    }

    /** In the order of the policies, also those where nobody stands. */
    private List<Comparison.Stage> stages(Policy live, Policy candidate) throws SQLException {
        Map<String, Comparison.Stage> found = new HashMap<>();
        for (Comparison.Stage each : list(
                STAGES,
                row -> new Comparison.Stage(
                        row.getString(1),
                        row.getString(2),
                        "",
                        row.getLong(3),
                        row.getLong(4),
                        row.getBigDecimal(5),
                        row.getBigDecimal(6)))) {
            found.put(each.ladder() + "/" + each.stage(), each);
        }
        Map<String, Comparison.Stage> all = new LinkedHashMap<>();
        Stream.of(candidate, live).flatMap(policy -> policy.ladders().stream()).forEach(ladder -> {
            for (Ladder.Stage stage : ladder.stages()) {
                String key = ladder.id() + "/" + stage.id();
                all.putIfAbsent(key, titled(found.get(key), ladder, stage));
            }
        });
        return List.copyOf(all.values());
    }

    private static Comparison.Stage titled(Comparison.@Nullable Stage found, Ladder ladder, Ladder.Stage stage) {
        Title title = stage.title();
        return found == null
                ? new Comparison.Stage(
                        ladder.id(), stage.id(), title.toString(), 0, 0, BigDecimal.ZERO, BigDecimal.ZERO)
                : new Comparison.Stage(
                        ladder.id(),
                        stage.id(),
                        title.toString(),
                        found.live(),
                        found.candidate(),
                        found.liveSpend(),
                        found.candidateSpend());
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
        List<T> all = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(reader.read(rows));
            }
        }
        return all;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    /** Rows of one partition. */
    static final class Rows implements AutoCloseable {
        private final DuckDBConnection connection;
        private final DuckDBAppender decided;
        private final DuckDBAppender stands;
        private final DuckDBAppender customers;
        private long n;

        private Rows(DuckDBConnection connection) throws SQLException {
            this.connection = connection;
            decided = connection.createAppender("main", DECIDED.name());
            stands = connection.createAppender("main", STANDS.name());
            customers = connection.createAppender("main", CUSTOMERS.name());
        }

        void decided(String side, String customer, Claim claim, int events) {
            add(
                    decided,
                    List.of(
                            side,
                            claim.topic(),
                            customer,
                            claim.subject(),
                            claim.text(),
                            events,
                            Instant.ofEpochMilli(claim.at()),
                            n++));
        }

        void stands(String side, String customer, String ladder, String stage) {
            add(stands, List.of(side, customer, ladder, stage));
        }

        /** @param band null where customers are told apart by what they spent */
        void customer(String customer, BigDecimal spend, @Nullable String band) {
            add(customers, Arrays.asList(customer, spend, band));
        }

        private static void add(DuckDBAppender to, List<@Nullable Object> row) {
            try {
                Row.append(row, to);
            } catch (SQLException e) {
                throw new IllegalStateException("the row " + row + " cannot be added", e);
            }
        }

        /** All rows are there for others to read. */
        void end() {
            try {
                decided.flush();
                stands.flush();
                customers.flush();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try {
                decided.close();
                stands.close();
                customers.close();
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
