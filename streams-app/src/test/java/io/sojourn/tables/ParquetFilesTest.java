package io.sojourn.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.authoring.PolicyFile;
import io.sojourn.policy.Policies;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.Range;
import io.sojourn.replay.Replay;
import io.sojourn.replay.Shop;
import io.sojourn.schemas.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB writes the files; what it reads of them is what parquet-java reads, too. */
class ParquetFilesTest {
    /** The reference ladder and warning, and of everything else that is decided so much that no table is empty. */
    private static final String POLICY = PolicyFile.text("reference") + """
            cutpoints:
              version: of-the-small-shop
              window: days(365)
              silence: [days(60)]
              orders: [3]
              spend: [500.0]
            tags:
              - id: high-value
                title: {en: High value, zh: 高价值}
                category: value
                owner: key accounts
                when: spend(days(365)) >= 1000.0
            care-moments:
              - id: dormant-30
                title: {en: Thirty days without an order, zh: 三十天未下单}
                when: silence('order') >= days(30)
                act-within: days(14)
            """;

    /** What each type of a table is in its files. */
    private static final Map<String, String> TYPES = Map.of(
            "VARCHAR", "STRING",
            "VARCHAR[]", "LIST of STRING",
            "JSON", "JSON",
            "TIMESTAMP", "TIMESTAMP(MICROS,true)",
            "DATE", "DATE",
            "DECIMAL(18,4)", "DECIMAL(18,4)",
            "INTEGER", "INTEGER(32,true)",
            "BIGINT", "INTEGER(64,true)",
            "DOUBLE", "DOUBLE",
            "BOOLEAN", "BOOLEAN");

    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://parquet", "auto.register.schemas", "true"));
    private final Policies policies =
            Policies.only(PolicyFile.of(POLICY, Duration.ofDays(365).toMillis()));
    private Ledger ledger;

    @TempDir
    Path dir;

    @BeforeEach
    void fill() {
        ledger = Shop.ledger(wire, 42, 400, true);
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void every_table_of_an_export_reads_the_same_elsewhere() throws Exception {
        // What is there already is added to.
        new Export(Shop.ledger(wire, 42, 200, true), policies, wire, dir, 50).run(done -> {});
        Path database = new Export(ledger, policies, wire, dir, 50).run(done -> {});
        Set<String> tables = new TreeSet<>(Star.DERIVED);
        Star.WRITTEN.forEach(table -> tables.add(table.name()));
        assertRead(tables, dir.resolve("parquet"), database);
    }

    @Test
    void every_table_of_a_replay_reads_the_same_elsewhere() throws Exception {
        ReplayFiles files = new ReplayFiles(dir, Format.DUCKDB, "of everything", Range.ALL, 50);
        new Replay(ledger, policies, wire).run(files::part);
        Set<String> tables = new TreeSet<>();
        Decided.ALL.forEach(table -> tables.add(table.name()));
        assertRead(tables, dir, files.end());
    }

    private static void assertRead(Set<String> tables, Path parquet, Path database) throws Exception {
        try (Stream<Path> folders = Files.list(parquet)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(tables);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement sql = connection.createStatement()) {
            for (String table : tables) {
                ParquetFolder found = ParquetFolder.read(parquet.resolve(table));
                assertThat(found.codecs()).as(table).containsExactly("ZSTD");
                assertThat(List.copyOf(found.columns().entrySet()))
                        .as(table)
                        .isEqualTo(List.copyOf(columns(sql, table).entrySet()));
                assertThat(sorted(found.rows())).as(table).isNotEmpty().isEqualTo(sorted(rows(sql, table)));
            }
        }
    }

    private static Map<String, String> columns(Statement sql, String table) throws SQLException {
        Map<String, String> all = new LinkedHashMap<>();
        try (ResultSet columns = sql.executeQuery("SELECT column_name, column_type FROM (DESCRIBE " + table + ")")) {
            while (columns.next()) {
                all.put(
                        columns.getString(1),
                        TYPES.getOrDefault(columns.getString(2), "no type of ours: " + columns.getString(2)));
            }
        }
        return all;
    }

    private static List<List<@Nullable Object>> rows(Statement sql, String table) throws SQLException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(value(rows, i));
                }
                all.add(row);
            }
        }
        return all;
    }

    /** As {@link ParquetFolder} has it. */
    private static @Nullable Object value(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Timestamp) {
            return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        } else if (value instanceof Array array) {
            return List.of((Object[]) array.getArray());
        } else if (value instanceof JsonNode json) {
            return json.toString();
        }
        return value;
    }

    /** Rows of several files come in no order that means anything. */
    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        return rows.stream().sorted(Comparator.comparing(List::toString)).toList();
    }
}
