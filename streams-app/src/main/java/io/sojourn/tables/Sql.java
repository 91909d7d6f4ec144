package io.sojourn.tables;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** What every use of DuckDB needs. */
final class Sql {
    private Sql() {}

    /** A database in memory, for one of several threads. */
    static DuckDBConnection inMemory() throws SQLException {
        DuckDBConnection connection = open("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
        }
        return connection;
    }

    static DuckDBConnection file(Path database) throws SQLException {
        return open("jdbc:duckdb:" + database);
    }

    /** It asks nobody outside for anything. */
    private static DuckDBConnection open(String url) throws SQLException {
        DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET preserve_insertion_order = true");
        }
        return connection;
    }

    /** A literal. */
    static String text(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }
}
