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
import org.duckdb.DuckDBConnection;

/** One DuckDB database of the Parquet files of a folder. */
final class Database {
    /** What is still done with a database whose tables are full, such as to make others of them. */
    interface Then {
        void with(Statement sql) throws SQLException;
    }

    private Database() {}

    /**
     * The file is there whole or as it was.
     *
     * @param folder with a folder a table
     */
    static void build(Path file, Path folder, List<Table> tables, Then then) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(unfinished);
            try (DuckDBConnection database = Sql.file(unfinished);
                    Statement statement = database.createStatement()) {
                for (Table table : tables) {
                    statement.execute(table.ddl());
                    if (hasFiles(folder.resolve(table.name()))) {
                        String files = Sql.text(folder.resolve(table.name()) + "/*." + Format.PARQUET.extension());
                        statement.execute("INSERT INTO " + table.name() + " SELECT * FROM read_parquet(" + files + ")");
                    }
                }
                then.with(statement);
                statement.execute("CHECKPOINT");
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException e) {
            throw new IllegalStateException(file + " cannot be built: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(each -> each.toString().endsWith(Format.PARQUET.extension()));
        }
    }
}
