package io.sojourn.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.authoring.ReadOnce;
import io.sojourn.ledger.Mode;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.OtherHistoryException;
import io.sojourn.replay.Range;
import io.sojourn.replay.Replay;
import io.sojourn.replay.Shop;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Revisions.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayFilesTest {
    private static final int DAYS = 300;
    private static final int ROWS = 20;
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://replay-files", "auto.register.schemas", "true"));
    private final Policies policies = new Policies(ReferencePolicy.overDays(365), new ReadOnce());

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void every_decision_is_written_once_and_marked(Format format) throws Exception {
        Ledger ledger = Shop.ledger(wire, 42, DAYS, true);
        Path written = replay(ledger, format, Range.ALL);
        assertThat(ids(format, written)).isEqualTo(saidBy(ledger)).hasSizeGreaterThan(100);
        assertThat(column(format, written, "SELECT DISTINCT mode FROM %s")).containsExactly("REPLAY");
        assertThat(column(format, written, "SELECT count(DISTINCT customer_id) FROM %s", "customer_state"))
                .containsExactly("40");
    }

    @Test
    void what_was_broken_off_goes_on_and_writes_no_full_file_again() throws Exception {
        Ledger ledger = Shop.ledger(wire, 42, DAYS, true);
        replay(ledger, Format.PARQUET, Range.ALL);
        Map<String, byte[]> whole = contents();
        List<Path> all = files("stage_transitions");
        assertThat(all).hasSizeGreaterThan(6);
        Path lost = all.get(1);
        Files.delete(lost);
        Files.writeString(lost.resolveSibling("0009-000000000-000000020.parquet.part"), "half");
        for (Path each : files("stage_transitions")) {
            Files.setLastModifiedTime(each, FileTime.from(LONG_AGO));
        }
        replay(ledger, Format.PARQUET, Range.ALL);
        assertThat(ids(Format.PARQUET, dir)).isEqualTo(saidBy(ledger));
        assertThat(contents().keySet()).containsAll(whole.keySet());
        assertThat(files("stage_transitions").stream().filter(this::isOld).count())
                .as("full files that were there")
                .isEqualTo(all.stream().filter(ReplayFilesTest::isFull).count() - 1);
    }

    @Test
    void a_ledger_that_went_on_adds_to_what_is_there() throws Exception {
        replay(Shop.ledger(wire, 42, DAYS / 2, true), Format.CSV, Range.ALL);
        Ledger longer = Shop.ledger(wire, 42, DAYS, true);
        replay(longer, Format.CSV, Range.ALL);
        assertThat(ids(Format.CSV, dir)).isEqualTo(saidBy(longer));
    }

    @Test
    void a_folder_of_something_else_is_refused() throws Exception {
        replay(Shop.ledger(wire, 42, 30, false), Format.PARQUET, Range.ALL);
        assertThatThrownBy(() -> new ReplayFiles(dir, Format.PARQUET, "another", Range.ALL, ROWS))
                .isInstanceOf(OtherHistoryException.class)
                .hasMessageContaining("whose policy was the reference, now it is another");
        assertThatThrownBy(() -> new ReplayFiles(dir, Format.CSV, "the reference", Range.ALL, ROWS))
                .hasMessageContaining("whose format was PARQUET");
        Ledger other = Shop.ledger(wire, 42, 30, true)
                .only(entry -> entry.timestamp() > Shop.day(2).toEpochMilli());
        assertThatThrownBy(() -> replay(other, Format.PARQUET, Range.ALL))
                .isInstanceOf(OtherHistoryException.class)
                .hasMessageContaining("first entry of partition");
    }

    @Test
    void a_range_is_what_was_found_in_it() throws Exception {
        Ledger ledger = Shop.ledger(wire, 42, DAYS, true);
        Range range = new Range(Shop.day(100).toEpochMilli(), Shop.day(200).toEpochMilli());
        replay(ledger, Format.JSONL, range);
        assertThat(
                        column(
                                Format.JSONL,
                                dir,
                                "SELECT count(*) FROM %s WHERE detected_at < TIMESTAMP '2025-04-11' OR detected_at > TIMESTAMP '2025-07-20'"))
                .containsExactly("0");
        assertThat(ids(Format.JSONL, dir))
                .hasSizeLessThan(saidBy(ledger).size())
                .isNotEmpty();
    }

    @Test
    void a_candidate_decides_whatever_became_active() throws Exception {
        Ledger ledger = Shop.ledger(wire, 42, DAYS, false);
        ReplayFiles files = new ReplayFiles(dir, Format.PARQUET, "shorter", Range.ALL, ROWS);
        Replay.by(ReferencePolicy.after(Duration.ofDays(10), Duration.ofDays(20), Duration.ofDays(365)), ledger, wire)
                .run(files::part);
        assertThat(ids(Format.PARQUET, dir).size()).isGreaterThan(saidBy(ledger).size());
    }

    private Path replay(Ledger ledger, Format format, Range range) throws InterruptedException {
        ReplayFiles files = new ReplayFiles(dir, format, "the reference", range, ROWS);
        new Replay(ledger, policies, wire).run(files::part);
        return files.end();
    }

    private Set<String> saidBy(Ledger ledger) throws InterruptedException {
        ConcurrentSkipListSet<String> all = new ConcurrentSkipListSet<>();
        new Replay(ledger, policies, wire).run(partition -> new Replay.Part() {
            @Override
            public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
                assertThat(all.add(DecisionCodec.id(announcement) + " "
                                + announcement.chain().hex()))
                        .isTrue();
            }
        });
        return new TreeSet<>(all);
    }

    private Set<String> ids(Format format, Path written) throws SQLException {
        TreeSet<String> all = new TreeSet<>();
        for (Table table : List.of(Decided.TRANSITIONS, Decided.WARNINGS)) {
            List<String> some = column(format, written, "SELECT id || ' ' || chain FROM %s", table.name());
            assertThat(all.addAll(some)).isTrue();
        }
        return all;
    }

    private List<String> column(Format format, Path written, String sql) throws SQLException {
        return column(format, written, sql, "stage_transitions");
    }

    private List<String> column(Format format, Path written, String sql, String table) throws SQLException {
        String files = "'" + dir.resolve(table) + "/*." + format.extension() + "'";
        String from = switch (format) {
            case PARQUET -> "read_parquet(" + files + ")";
            case CSV -> "read_csv(" + files + ")";
            case JSONL -> "read_json(" + files + ")";
            case DUCKDB -> table;
        };
        String url = "jdbc:duckdb:" + (format == Format.DUCKDB ? written : "");
        List<String> all = new ArrayList<>();
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql.formatted(from))) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    private List<Path> files(String table) throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve(table))) {
            return files.filter(each -> each.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    private boolean isOld(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().equals(LONG_AGO);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFull(Path file) {
        String[] parts = file.getFileName().toString().replace(".parquet", "").split("-", -1);
        return Long.parseLong(parts[2]) - Long.parseLong(parts[1]) == ROWS;
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path each :
                    files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
                all.put(dir.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
        return all;
    }
}
