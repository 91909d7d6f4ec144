package io.sojourn.tables;

/** How tables are written. */
public enum Format {
    PARQUET("parquet", "FORMAT parquet, COMPRESSION zstd"),
    CSV("csv", "FORMAT csv, HEADER, TIMESTAMPFORMAT '" + Format.INSTANTS + "'"),
    JSONL("jsonl", "FORMAT json, TIMESTAMPFORMAT '" + Format.INSTANTS + "'"),

    /** Parquet first, and in the end one database of it. */
    DUCKDB("parquet", PARQUET.options);

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

    /** Of DuckDB's COPY. */
    String options() {
        return options;
    }
}
