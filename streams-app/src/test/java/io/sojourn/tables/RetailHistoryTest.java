package io.sojourn.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.history.RetailLedger;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.replay.AsOf;
import io.sojourn.replay.LedgerOfTests;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two years of a real shop, 5,939 customers with 44,870 orders and refunds. */
class RetailHistoryTest {
    private static final WireFormat WIRE =
            new WireFormat(Map.of("schema.registry.url", "mock://retail", "auto.register.schemas", "true"));
    private static final Policy LIVE = policy(90, 180);

    private static LedgerOfTests ledger;

    @TempDir
    Path dir;

    private interface Line {
        String of(ResultSet row) throws SQLException;
    }

    @BeforeAll
    static void read() throws IOException {
        ledger = RetailLedger.of(WIRE);
    }

    @AfterAll
    static void close() {
        WIRE.close();
    }

    @Test
    void where_everybody_stood_at_every_quarters_end_is_what_the_ledger_cut_there_says() throws InterruptedException {
        Policies policies = Policies.only(LIVE);
        YearMonth last = YearMonth.from(RetailLedger.END.atOffset(ZoneOffset.UTC));
        for (YearMonth month = YearMonth.of(2009, 12); month.isBefore(last); month = month.plusMonths(3)) {
            Instant end = month.plusMonths(1)
                    .atDay(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC)
                    .minusMillis(1);
            long at = end.toEpochMilli();
            LedgerOfTests cut = ledger.only(entry -> entry.timestamp() <= at);
            cut.tick(end);
            assertThat(new AsOf(ledger, policies, WIRE)
                            .run(at, Long.MAX_VALUE, null)
                            .states())
                    .as(month.toString())
                    .hasSizeGreaterThan(900)
                    .isEqualTo(cut.states(policies, at));
        }
    }

    @Test
    void another_policy_is_compared_as_sql_over_two_exports_compares_it() throws Exception {
        Policy candidate = policy(60, 120);
        Comparison found = new WhatIf(ledger, Policies.only(LIVE), WIRE, candidate)
                .run(Instant.EPOCH, key -> true, null, done -> {});
        try (TwoExports exports = new TwoExports(ledger, LIVE, candidate, WIRE, dir)) {
            assertThat(TwoExports.stages(found)).hasSize(7).isEqualTo(exports.stages());
            assertThat(TwoExports.moves(found)).isNotEmpty().isEqualTo(exports.moves());
            assertThat(TwoExports.changes(found)).isNotEmpty().isEqualTo(exports.changes());
            assertThat(TwoExports.warnedByDay(found)).hasSizeGreaterThan(500).isEqualTo(exports.warnedByDay());
            assertThat(TwoExports.touchedByStage(found)).isNotEmpty().isEqualTo(exports.touchedByStage());
        }
    }

    @Test
    void the_ten_questions_are_answered_as_the_page_says() throws Exception {
        Path database = new Export(ledger, Policies.only(LIVE), WIRE, dir).run(done -> {});
        String page = Files.readString(Path.of("../docs/analysis.md"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement sql = connection.createStatement()) {
            for (String question : Export.questions().keySet()) {
                assertThat(answer(sql, question, row -> row.getString(1)))
                        .as(question)
                        .isNotEmpty();
            }
            assertThat(page)
                    .contains(String.join(
                            "\n",
                            answer(
                                    sql,
                                    "01-where-customers-stand",
                                    row -> line(
                                            "| %s | %s | %,d | %,.2f | %.1f |",
                                            row.getString("stage"),
                                            row.getString("title_zh"),
                                            row.getLong("customers"),
                                            row.getBigDecimal("spend"),
                                            row.getDouble("percent")))))
                    .contains(String.join(
                            "\n",
                            answer(
                                    sql,
                                    "05-second-order",
                                    row -> line(
                                            "| %d | %,d | %,d | %.1f |",
                                            row.getInt("within_days"),
                                            row.getLong("customers"),
                                            row.getLong("ordered_again"),
                                            row.getDouble("percent")))));
        }
    }

    private static List<String> answer(Statement sql, String question, Line line) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(Export.questions().get(question))) {
            while (rows.next()) {
                lines.add(line.of(rows));
            }
        }
        return lines;
    }

    private static String line(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private static Policy policy(int dormant, int churned) {
        return ReferencePolicy.after(Duration.ofDays(dormant), Duration.ofDays(churned), Duration.ofDays(365));
    }
}
