package io.sojourn.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.authoring.ReadOnce;
import io.sojourn.events.CustomerErased;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.replay.AsOf;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.LedgerOfTests;
import io.sojourn.replay.Shop;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final int DAYS = 400;

    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://export", "auto.register.schemas", "true"));
    private final Policies policies = new Policies(ReferencePolicy.overDays(365), new ReadOnce());
    private Ledger ledger;

    @TempDir
    Path dir;

    private Path database;

    @BeforeEach
    void export() throws InterruptedException {
        ledger = Shop.ledger(wire, 42, DAYS, true);
        database = export(ledger);
    }

    private Path export(Ledger of) throws InterruptedException {
        return new Export(of, policies, wire, dir, 50).run(done -> {});
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void all_ten_questions_have_answers() throws Exception {
        assertThat(Export.questions()).hasSize(10);
        for (var each : Export.questions().entrySet()) {
            assertThat(rows(Files.readString(dir.resolve("questions").resolve(each.getKey() + ".sql"))))
                    .as(each.getKey())
                    .isNotEmpty();
        }
    }

    @Test
    void the_population_of_every_day_is_all_customers_and_that_of_a_month_end_as_of_then() throws Exception {
        the_population_of_every_day_is_all_customers();
        // The last day: no correction comes after it.
        Instant end = Shop.day(DAYS).minusMillis(1);
        Map<String, Long> expected = new TreeMap<>();
        new AsOf(ledger, policies, wire)
                .run(end.toEpochMilli(), Long.MAX_VALUE, null)
                .states()
                .values()
                .forEach(state -> expected.merge(state.getStages().get(0).getStage(), 1L, Long::sum));
        Map<String, Long> found = new TreeMap<>();
        rows("SELECT stage, customers FROM daily_population WHERE day = DATE '2026-02-04' AND customers > 0")
                .forEach(row -> found.put(row.get(0), Long.parseLong(row.get(1))));
        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(2);
    }

    @Test
    void who_was_erased_is_counted_nowhere_and_who_came_back_from_then_on() throws Exception {
        LedgerOfTests erased = Shop.ledger(wire, 42, DAYS, true);
        Instant end = Shop.day(DAYS);
        for (String customer : List.of("c1", "c2", "c3", "c4", "nobody")) {
            erased.add(customer, new CustomerErased("gone-" + customer, customer, end, null), end);
        }
        erased.tick(Shop.day(DAYS + 1));
        Instant back = Shop.day(DAYS + 2);
        erased.add("c4", Shop.order("c4", "back", back, 7), back);
        erased.tick(Shop.day(DAYS + 3));
        database = new Export(erased, policies, wire, dir.resolve("erased"), 50).run(done -> {});

        assertThat(rows("SELECT customer_id, orders, spend, first_seen_at = TIMESTAMP '"
                        + back.toString().replace('T', ' ').replace("Z", "")
                        + "' FROM customers WHERE customer_id IN ('c1', 'c2', 'c3', 'c4', 'nobody')"))
                .containsExactly(List.of("c4", "1", "7.0000", "true"));
        assertThat(rows("SELECT customer_id, order_id FROM orders WHERE customer_id IN ('c1', 'c2', 'c3', 'c4')"))
                .containsExactly(List.of("c4", "back"));
        assertThat(rows("SELECT * FROM daily_population WHERE customers < 0")).isEmpty();
        the_population_of_every_day_is_all_customers();
        assertThat(
                        rows(
                                "SELECT stage, customers FROM daily_population WHERE customers > 0 AND day = (SELECT max(day) FROM daily_population) ORDER BY 1"))
                .isEqualTo(rows("SELECT stage, count(*) FROM customer_stages GROUP BY 1 ORDER BY 1"))
                .isNotEmpty();
        assertThat(rows("SELECT count(*) FROM stage_transitions WHERE cause = 'ERASURE'"))
                .isNotEqualTo(List.of(List.of("0")));
    }

    private void the_population_of_every_day_is_all_customers() throws Exception {
        assertThat(rows("""
                SELECT day, sum(customers), (SELECT count(*) FROM customers WHERE first_seen_at < day + INTERVAL 1 DAY)
                FROM daily_population GROUP BY day HAVING sum(customers) <> (SELECT count(*) FROM customers WHERE first_seen_at < day + INTERVAL 1 DAY)
                """)).isEmpty();
    }

    @Test
    void orders_are_those_that_the_fold_counts() throws Exception {
        assertThat(
                        rows(
                                "SELECT customer_id FROM customers c WHERE orders <> (SELECT count(*) FROM orders o WHERE o.customer_id = c.customer_id AND counts)"))
                .isEmpty();
        assertThat(
                        rows(
                                "SELECT customer_id FROM customers c WHERE spend <> (SELECT coalesce(sum(net), 0) FROM orders o WHERE o.customer_id = c.customer_id)"))
                .isEmpty();
        assertThat(rows("SELECT count(*), count(DISTINCT order_id), sum(refunded) > 0 FROM orders")
                        .get(0))
                .satisfies(row -> assertThat(row.get(0)).isEqualTo(row.get(1)))
                .last()
                .isEqualTo("true");
    }

    @Test
    void a_months_rfm_is_that_as_of_its_end_as_known_then() throws Exception {
        Instant june = Instant.parse("2025-06-30T23:59:59.999Z");
        Map<String, String> expected = new TreeMap<>();
        new AsOf(ledger, policies, wire)
                .run(june.toEpochMilli(), june.toEpochMilli(), null)
                .states()
                .values()
                .forEach(state -> {
                    var rfm = state.getRfm();
                    if (rfm.getLastOrderAt() != null) {
                        expected.put(state.getCustomerId(), rfm.getFrequency() + " " + money(rfm.getNet()));
                    }
                });
        Map<String, String> found = new TreeMap<>();
        rows("SELECT customer_id, frequency, net FROM rfm_monthly WHERE month_end = TIMESTAMP '2025-06-30 23:59:59.999'")
                .forEach(row -> found.put(row.get(0), row.get(1) + " " + money(new BigDecimal(row.get(2)))));
        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(20);
    }

    @Test
    void cohorts_hold_every_customer_once_and_only_grow_in_repeats() throws Exception {
        assertThat(
                        rows("SELECT sum(size), (SELECT count(*) FROM customers WHERE orders > 0) FROM cohorts WHERE months_after = 0")
                                .get(0))
                .satisfies(row -> assertThat(row.get(0)).isEqualTo(row.get(1)));
        assertThat(rows("SELECT * FROM cohorts WHERE months_after = 0 AND retention <> 1"))
                .isEmpty();
        assertThat(rows("""
                SELECT * FROM (SELECT repeat_rate - lag(repeat_rate) OVER (PARTITION BY cohort ORDER BY months_after) AS more FROM cohorts)
                WHERE more < 0""")).isEmpty();
    }

    @Test
    void a_ledger_that_went_on_brings_all_tables_up_to_date() throws Exception {
        Path again = dir.resolve("again");
        new Export(Shop.ledger(wire, 42, DAYS / 2, true), policies, wire, again, 50).run(done -> {});
        Path grown = new Export(ledger, policies, wire, again, 50).run(done -> {});
        List<String> tables = new ArrayList<>(Star.DERIVED);
        Star.WRITTEN.forEach(table -> tables.add(table.name()));
        for (String table : tables) {
            assertThat(rows(grown, "SELECT * FROM " + table + " ORDER BY ALL"))
                    .as(table)
                    .isEqualTo(rows(database, "SELECT * FROM " + table + " ORDER BY ALL"));
        }
    }

    @Test
    void the_page_names_every_table_and_every_column_and_nothing_else() throws Exception {
        List<String> there =
                rows("SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal").stream()
                        .map(row -> row.get(0))
                        .toList();
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(there);
    }

    /** {@code table.column}, of all that docs/analysis.md has in its tables. */
    private static List<String> documented() throws IOException {
        List<String> all = new ArrayList<>();
        List<String> ofEveryDecision = new ArrayList<>();
        String page = Files.readString(Path.of("../docs/analysis.md"));
        for (String line : page.substring(0, page.indexOf("## Ten questions"))
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList()) {
            List<String> cells = List.of(line.split(" \\| ", -1));
            List<String> columns = new ArrayList<>(names(cells.get(2)));
            if (cells.get(0).equals("| every decision")) {
                ofEveryDecision.addAll(columns);
            } else if (cells.get(2).startsWith("those of every decision")) {
                columns.addAll(ofEveryDecision);
            }
            names(cells.get(0)).forEach(table -> columns.forEach(column -> all.add(table + "." + column)));
        }
        return all;
    }

    /** What stands in back quotes. */
    private static List<String> names(String text) {
        return Pattern.compile("`(\\w+)`")
                .matcher(text)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(4).toPlainString();
    }

    private List<List<String>> rows(String sql) throws SQLException {
        return rows(database, sql);
    }

    private static List<List<String>> rows(Path database, String sql) throws SQLException {
        List<List<String>> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                all.add(row);
            }
        }
        return all;
    }
}
