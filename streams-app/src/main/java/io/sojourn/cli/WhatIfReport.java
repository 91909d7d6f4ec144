package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.sojourn.cli.WhatIfSheets.Sheet;
import io.sojourn.tables.Comparison;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;

/** A {@link Comparison} in words and as JSON. */
final class WhatIfReport {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(LocalDate.class, ToStringSerializer.instance));

    private WhatIfReport() {}

    static JsonNode json(Comparison found) {
        return MAPPER.valueToTree(found);
    }

    static String text(Comparison found) {
        List<String> lines = new ArrayList<>();
        lines.add("live       " + found.live());
        lines.add("candidate  " + found.candidate());
        lines.add(format(
                "over       %,d entries, %,d customers, up to %s",
                found.entries(), found.customers(), found.reached()));
        if (found.isEmpty()) {
            lines.add("the same   every decision 完全一致");
            return String.join(System.lineSeparator(), lines);
        }
        WhatIfSheets.of(found).forEach(sheet -> add(sheet, lines));
        return String.join(System.lineSeparator(), lines);
    }

    private static void add(Sheet sheet, List<String> lines) {
        lines.add("");
        lines.add(sheet.title());
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < sheet.columns().size(); i++) {
            int column = i;
            widths.add(Stream.concat(Stream.of(sheet.columns()), sheet.rows().stream())
                    .mapToInt(row -> width(row.get(column)))
                    .max()
                    .orElse(0));
        }
        lines.add(line(sheet.columns(), sheet.texts(), widths));
        sheet.rows().forEach(row -> lines.add(line(row, sheet.texts(), widths)));
    }

    private static String line(List<String> row, int texts, List<Integer> widths) {
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < row.size(); i++) {
            String room = " ".repeat(widths.get(i) - width(row.get(i)));
            line.append(' ').append(i < texts ? row.get(i) + room : room + row.get(i));
        }
        return line.toString().stripTrailing();
    }

    /** A Chinese character is as wide as two others. */
    private static int width(String text) {
        return new AttributedString(text).columnLength();
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
