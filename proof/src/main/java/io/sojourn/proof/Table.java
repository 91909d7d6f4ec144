package io.sojourn.proof;

import java.util.List;
import java.util.stream.Collectors;

/** One table of the report; it reads the same on a terminal and in Markdown. */
public record Table(String title, List<String> columns, List<List<String>> rows) {
    public String markdown() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n").append(line(columns));
        text.append(line(columns.stream()
                .map(column -> "-".repeat(width(columns.indexOf(column))))
                .toList()));
        rows.forEach(row -> text.append(line(row)));
        return text.append('\n').toString();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < cells.size(); i++) {
            line.append(' ')
                    .append(cells.get(i))
                    .append(" ".repeat(width(i) - cells.get(i).length()))
                    .append(" |");
        }
        return line.append('\n').toString();
    }

    private int width(int column) {
        return rows.stream()
                .map(row -> row.get(column).length())
                .collect(Collectors.maxBy(Integer::compare))
                .map(widest -> Math.max(widest, columns.get(column).length()))
                .orElse(columns.get(column).length());
    }
}
