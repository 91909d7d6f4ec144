package io.sojourn.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.OtherHistoryException;
import io.sojourn.replay.Replay;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * The ledger as a star for analysts: Parquet files, one DuckDB database with the same, and ready questions. Done again, it adds to
 * the files of what only grows, and makes the rest anew.
 */
public final class Export {
    private static final String PARQUET = "parquet";
    private static final String DATABASE = "sojourn.duckdb";
    private static final String QUESTIONS = "questions";

    /** By file name; the first line of each is the question. */
    private static final List<String> ASKED = List.of(
            "01-where-customers-stand",
            "02-stages-month-by-month",
            "03-best-customers-lost",
            "04-retention-by-cohort",
            "05-second-order",
            "06-time-in-stage",
            "07-where-they-go",
            "08-who-came-back",
            "09-who-brings-the-money",
            "10-what-warnings-were-worth");

    private final Ledger ledger;
    private final Policies policies;
    private final WireFormat wire;
    private final Path folder;
    private final int rowsAFile;

    public Export(Ledger ledger, Policies policies, WireFormat wire, Path folder) {
        this(ledger, policies, wire, folder, ReplayFiles.ROWS);
    }

    Export(Ledger ledger, Policies policies, WireFormat wire, Path folder, int rowsAFile) {
        this.ledger = ledger;
        this.policies = policies;
        this.wire = wire;
        this.folder = folder;
        this.rowsAFile = rowsAFile;
    }

    /**
     * Writes all of it.
     *
     * @param progress told now and then how many entries were read so far
     * @return the database
     * @throws OtherHistoryException if the folder holds the tables of another ledger or policy
     */
    public Path run(LongConsumer progress) throws InterruptedException {
        Label label = new Label(folder);
        label.is("policy", policies.first().text());
        Path parquet = folder.resolve(PARQUET);
        Map<Integer, ExportPart> parts = new ConcurrentHashMap<>();
        long entries = new Replay(ledger, policies, wire)
                .run(
                        partition -> {
                            var tables = new PartitionTables(parquet, partition, Format.PARQUET, rowsAFile);
                            ExportPart part = new ExportPart(tables, label.beginning(partition));
                            parts.put(partition, part);
                            return part;
                        },
                        progress);
        long reached =
                parts.values().stream().mapToLong(ExportPart::reached).max().orElse(0);
        Policy latest = Objects.requireNonNull(parts.get(0)).latest();
        try (var tables = new PartitionTables(parquet, 0, Format.PARQUET, rowsAFile)) {
            tables.add(Star.LEDGER, List.of(Instant.ofEpochMilli(reached), entries, latest.text()));
            Star.stages(latest).forEach(row -> tables.add(Star.STAGES, row));
            tables.end();
        }
        return build(parquet);
    }

    private Path build(Path parquet) {
        Path database = folder.resolve(DATABASE);
        Database.build(database, parquet, Star.WRITTEN, sql -> {
            sql.execute(resource("star.sql"));
            for (String table : Star.DERIVED) {
                Path file = parquet.resolve(table).resolve(table + ".parquet");
                try {
                    Files.createDirectories(file.getParent());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                Format.PARQUET.write(sql, table, file);
            }
        });
        Path questions = folder.resolve(QUESTIONS);
        try {
            Files.createDirectories(questions);
            for (var each : questions().entrySet()) {
                Files.writeString(questions.resolve(each.getKey() + ".sql"), each.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return database;
    }

    /** SQL by name, in order. */
    public static Map<String, String> questions() {
        Map<String, String> all = new TreeMap<>();
        ASKED.forEach(name -> all.put(name, resource("questions/" + name + ".sql")));
        return all;
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Export.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
