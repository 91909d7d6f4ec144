package io.sojourn.tables;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How tables are written. */
public enum Format {
    PARQUET("parquet", "FORMAT parquet, COMPRESSION zstd"),
    CSV("csv", "FORMAT csv, HEADER, TIMESTAMPFORMAT '" + Format.INSTANTS + "'"),
    JSONL("jsonl", "FORMAT json, TIMESTAMPFORMAT '" + Format.INSTANTS + "'"),

    /** Parquet first, and in the end one database of it. */
    DUCKDB("parquet", PARQUET.options);

    private static final String INSTANTS_OF = """
            SELECT string_agg('CAST(' || column_name || ' AS TIMESTAMPTZ) AS ' || column_name, ', ')
            FROM (DESCRIBE %s) WHERE column_type = 'TIMESTAMP'""";
    private static final String INSTANTS = "%Y-%m-%dT%H:%M:%S.%gZ";

    private final String extension;
    private final String options;

    Format(String extension, String options) {
        this.extension = extension;
        this.options = options;
    }

    String extension() {
        return extension;
    }

    /** Writes all rows of a table into a file. */
    void write(Statement sql, String table, Path file) throws SQLException {
        sql.execute("COPY (" + rows(sql, table) + ") TO " + Sql.text(file) + " (" + options + ")");
    }

    /** A TIMESTAMP may be of any clock. CSV and JSON have a Z behind it; Parquet has a type for what is an instant. */
    private String rows(Statement sql, String table) throws SQLException {
        if (this == CSV || this == JSONL) {
            return "FROM " + table;
        }
        try (ResultSet found = sql.executeQuery(INSTANTS_OF.formatted(table))) {
            found.next();
            String instants = found.getString(1);
            return instants == null ? "FROM " + table : "SELECT * REPLACE (" + instants + ") FROM " + table;
        }
    }
}
