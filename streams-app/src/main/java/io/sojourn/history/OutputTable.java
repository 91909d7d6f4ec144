package io.sojourn.history;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Rows of one output, to be written as a file of values in an order that does not depend on how they came. */
final class OutputTable {
    private static final int IN_MEMORY = 50_000;

    private final List<String> columns;
    private final SortedSpool<List<String>> rows;

    /** {@code order} tells which row is first; {@code folder} is the caller's, for what does not fit in memory. */
    OutputTable(Path folder, List<String> columns, Comparator<List<String>> order) {
        this.columns = columns;
        this.rows = new SortedSpool<>(folder, order, new Form(), IN_MEMORY);
    }

    /** By these columns, the ones named {@code ordinal} and {@code line} as numbers. */
    static Comparator<List<String>> by(List<String> columns, String... keys) {
        return Stream.of(keys)
                .map(key -> {
                    int place = columns.indexOf(key);
                    return key.equals("ordinal") || key.equals("line")
                            ? Comparator.<List<String>>comparingLong(row -> Long.parseLong(row.get(place)))
                            : Comparator.<List<String>, String>comparing(row -> row.get(place));
                })
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    void add(List<String> row) throws IOException {
        rows.add(row);
    }

    long size() {
        return rows.size();
    }

    /** Header and rows; the file is made anew. */
    void write(Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            csv.writeRecord(columns);
            for (Iterator<List<String>> sorted = rows.iterator(); sorted.hasNext(); ) {
                csv.writeRecord(sorted.next());
            }
        }
    }

    private static final class Form implements SortedSpool.Form<List<String>> {
        @Override
        public void write(List<String> row, DataOutput out) throws IOException {
            out.writeInt(row.size());
            for (String cell : row) {
                byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }

        @Override
        public List<String> read(DataInput in) throws IOException {
            int cells = in.readInt();
            List<String> row = new ArrayList<>(cells);
            for (int i = 0; i < cells; i++) {
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                row.add(new String(bytes, StandardCharsets.UTF_8));
            }
            return row;
        }
    }
}
