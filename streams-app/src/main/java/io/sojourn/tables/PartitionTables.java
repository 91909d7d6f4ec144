package io.sojourn.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The tables of one partition, as files. Used by one thread. */
final class PartitionTables implements AutoCloseable {
    private final Path into;
    private final int partition;
    private final Format format;
    private final int rowsAFile;
    private final DuckDBConnection memory;
    private final Map<String, Chunks> tables = new LinkedHashMap<>();

    PartitionTables(Path into, int partition, Format format, int rowsAFile) {
        this.into = into;
        this.partition = partition;
        this.format = format;
        this.rowsAFile = rowsAFile;
        try {
            memory = Sql.inMemory();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start", e);
        }
    }

    void add(Table table, List<@Nullable Object> row) {
        chunks(table).add(row);
    }

    void add(Table table, SpecificRecord record) {
        add(table, Row.of(record));
    }

    private Chunks chunks(Table table) {
        return tables.computeIfAbsent(table.name(), name -> {
            try {
                return new Chunks(memory, table, into, partition, format, rowsAFile);
            } catch (SQLException e) {
                throw new IllegalStateException(name + " cannot be begun", e);
            }
        });
    }

    /** Writes the rows that fill no file. */
    void end() {
        tables.values().forEach(Chunks::end);
    }

    @Override
    public void close() {
        try {
            for (Chunks each : tables.values()) {
                each.close();
            }
            memory.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not end", e);
        }
    }
}
