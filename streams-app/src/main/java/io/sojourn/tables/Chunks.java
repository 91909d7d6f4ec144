package io.sojourn.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table and one partition as files of so many rows each, named by partition, first row and the row after the last.
 * A file is there whole or not at all. The same ledger gives the same rows in the same order, so a full file that is there already
 * need not be written again: that is how work that was broken off goes on, and how what was done before is added to.
 */
final class Chunks implements AutoCloseable {
    private final DuckDBConnection memory;
    private final Table table;
    private final Path folder;
    private final int partition;
    private final Format format;
    private final int rowsAFile;
    private @Nullable DuckDBAppender appender;
    private long first;
    private long next;

    /** @param memory used by one thread; the table is created there */
    Chunks(DuckDBConnection memory, Table table, Path into, int partition, Format format, int rowsAFile)
            throws SQLException {
        this.memory = memory;
        this.table = table;
        this.folder = into.resolve(table.name());
        this.partition = partition;
        this.format = format;
        this.rowsAFile = rowsAFile;
        try {
            Files.createDirectories(folder);
            if (!table.grows()) {
                remove(String.format("%04d-", partition));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Statement statement = memory.createStatement()) {
            statement.execute(table.ddl());
        }
        begin();
    }

    private void begin() throws SQLException {
        first = next;
        boolean isThere = Files.exists(file(first + rowsAFile));
        appender = isThere ? null : memory.createAppender("main", table.name());
    }

    void add(List<@Nullable Object> row) {
        try {
            if (appender != null) {
                Row.append(row, appender);
            }
            next++;
            if (next == first + rowsAFile) {
                write();
                begin();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(table.name() + " cannot take the row " + row, e);
        }
    }

    private void write() throws SQLException {
        if (appender == null) {
            return;
        }
        appender.close();
        appender = null;
        Path file = file(next);
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (Statement statement = memory.createStatement()) {
            format.write(statement, table.name(), unfinished);
            statement.execute("DELETE FROM " + table.name());
        }
        try {
            // One that was the last before had fewer rows.
            remove(String.format("%04d-%09d-", partition, first));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(String begin) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                String name = each.getFileName().toString();
                if (name.startsWith(begin) && name.endsWith(format.extension())) {
                    Files.delete(each);
                }
            }
        }
    }

    private Path file(long end) {
        return folder.resolve(String.format("%04d-%09d-%09d.%s", partition, first, end, format.extension()));
    }

    /** Writes the last rows, which fill no file. */
    void end() {
        try {
            if (next > first) {
                write();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(table.name() + " cannot be written", e);
        }
    }

    @Override
    public void close() throws SQLException {
        if (appender != null) {
            appender.close();
        }
    }
}
