package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.cli.WhatIfSheets.Sheet;
import io.sojourn.tables.Comparison;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A {@link Comparison} as one HTML file that asks nobody for anything. */
final class WhatIfPage {
    private WhatIfPage() {}

    static String of(Comparison found) {
        String page = template()
                .replace("{{live}}", escape(found.live()))
                .replace("{{candidate}}", escape(found.candidate()))
                .replace("{{entries}}", format("%,d", found.entries()))
                .replace("{{customers}}", format("%,d", found.customers()))
                .replace("{{reached}}", found.reached().toString())
                .replace("{{verdict}}", verdict(found))
                .replace("{{stages-plot}}", WhatIfPlots.stages(found))
                .replace("{{shifts-plot}}", WhatIfPlots.shifts(found))
                .replace("{{months-plot}}", WhatIfPlots.months(found))
                .replace("{{days-plot}}", WhatIfPlots.days(found));
        for (Sheet sheet : WhatIfSheets.of(found)) {
            page = page.replace("{{" + sheet.name() + "}}", table(sheet));
        }
        return page;
    }

    private static String table(Sheet sheet) {
        return "<h2>" + escape(sheet.title()) + "</h2>\n<table id='" + sheet.name() + "'>\n<thead>"
                + row("th", sheet.columns(), sheet.texts()) + "</thead>\n<tbody>"
                + sheet.rows().stream()
                        .map(row -> row("td", row, sheet.texts()))
                        .collect(Collectors.joining("\n"))
                + "</tbody>\n</table>";
    }

    private static String row(String tag, List<String> cells, int texts) {
        StringBuilder row = new StringBuilder("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            row.append('<')
                    .append(tag)
                    .append(i < texts ? ">" : " class='n'>")
                    .append(escape(cells.get(i)))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        return row.append("</tr>").toString();
    }

    private static String verdict(Comparison found) {
        Comparison.Touched all = found.touched().get(found.touched().size() - 1);
        return found.isEmpty()
                ? "Every decision is the same. 完全一致。"
                : format(
                        "%,d of %,d customers are touched, who have spent %,.2f of %,.2f. 受影响客户 %,d / %,d。",
                        all.touched(),
                        all.customers(),
                        all.touchedSpend(),
                        all.spend(),
                        all.touched(),
                        all.customers());
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(WhatIfPage.class.getResourceAsStream("what-if.html"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
