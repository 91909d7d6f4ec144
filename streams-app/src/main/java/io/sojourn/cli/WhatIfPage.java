package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.cli.WhatIfSheets.Sheet;
import io.sojourn.tables.Comparison;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A {@link Comparison} as one HTML file that asks nobody for anything. */
final class WhatIfPage {
    private static final int WIDTH = 900;
    private static final int LABEL = 220;
    private static final int BAR = 14;
    private static final int HEIGHT = 180;

    private WhatIfPage() {}

    static String of(Comparison found) {
        String page = template()
                .replace("{{live}}", escape(found.live()))
                .replace("{{candidate}}", escape(found.candidate()))
                .replace("{{entries}}", format("%,d", found.entries()))
                .replace("{{customers}}", format("%,d", found.customers()))
                .replace("{{reached}}", found.reached().toString())
                .replace("{{verdict}}", verdict(found))
                .replace("{{stages-plot}}", stagesPlot(found))
                .replace("{{shifts-plot}}", shiftsPlot(found))
                .replace("{{months-plot}}", monthsPlot(found));
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

    /** Two bars a stage. */
    private static String stagesPlot(Comparison found) {
        double most = found.stages().stream()
                .mapToLong(each -> Math.max(each.live(), each.candidate()))
                .max()
                .orElse(1);
        List<String> shapes = new ArrayList<>();
        int y = 0;
        for (Comparison.Stage each : found.stages()) {
            shapes.add(format(
                    "<text x='%d' y='%d' text-anchor='end'>%s</text>",
                    LABEL - 8, y + BAR + 4, escape(each.ladder() + " " + each.stage())));
            shapes.add(bar("live", y, each.live(), most));
            shapes.add(bar("candidate", y + BAR, each.candidate(), most));
            y += 2 * BAR + 10;
        }
        return svg(y, shapes);
    }

    private static String bar(String side, int y, long value, double most) {
        double width = (WIDTH - LABEL - 80) * value / Math.max(1, most);
        return format(
                "<rect class='%s' x='%d' y='%d' width='%.1f' height='%d'/><text x='%.1f' y='%d'>%,d</text>",
                side, LABEL, y, width, BAR - 2, LABEL + width + 6, y + BAR - 3, value);
    }

    /** A column for each number of days. */
    private static String shiftsPlot(Comparison found) {
        if (found.shifts().isEmpty()) {
            return "<p>No decision comes earlier or later. 无提前或推迟。</p>";
        }
        int least = found.shifts().get(0).days();
        int last = found.shifts().get(found.shifts().size() - 1).days();
        double most = found.shifts().stream()
                .mapToLong(Comparison.Shift::decisions)
                .max()
                .orElse(1);
        double step = (double) (WIDTH - 80) / (last - least + 1);
        List<String> shapes = new ArrayList<>();
        for (Comparison.Shift each : found.shifts()) {
            double height = HEIGHT * each.decisions() / most;
            shapes.add(format(
                    "<rect class='candidate' x='%.1f' y='%.1f' width='%.1f' height='%.1f'><title>%+d days: %,d</title></rect>",
                    40 + (each.days() - least) * step,
                    HEIGHT - height,
                    Math.max(1, step - 1),
                    height,
                    each.days(),
                    each.decisions()));
        }
        shapes.add(format("<text x='40' y='%d'>%+d days</text>", HEIGHT + 16, least));
        shapes.add(format("<text x='%d' y='%d' text-anchor='end'>%+d days</text>", WIDTH - 40, HEIGHT + 16, last));
        shapes.add(format("<text x='40' y='12'>%,.0f</text>", most));
        return svg(HEIGHT + 24, shapes);
    }

    /** Two columns a month. */
    private static String monthsPlot(Comparison found) {
        if (found.months().isEmpty()) {
            return "<p>No warning is raised. 无预警。</p>";
        }
        double most = found.months().stream()
                .mapToLong(each -> Math.max(each.live(), each.candidate()))
                .max()
                .orElse(1);
        double step = (double) (WIDTH - 80) / found.months().size();
        List<String> shapes = new ArrayList<>();
        double x = 40;
        for (Comparison.Month each : found.months()) {
            shapes.add(column("live", x, step, each.live(), most, each));
            shapes.add(column("candidate", x + step / 2, step, each.candidate(), most, each));
            shapes.add(format(
                    "<text x='%.1f' y='%d' text-anchor='middle' class='small'>%s</text>",
                    x + step / 2, HEIGHT + 16, each.month().toString().substring(0, 7)));
            x += step;
        }
        shapes.add(format("<text x='40' y='12'>%,.0f</text>", most));
        return svg(HEIGHT + 24, shapes);
    }

    private static String column(String side, double x, double step, long value, double most, Comparison.Month month) {
        double height = HEIGHT * value / Math.max(1, most);
        return format(
                "<rect class='%s' x='%.1f' y='%.1f' width='%.1f' height='%.1f'><title>%s: %,d</title></rect>",
                side, x, HEIGHT - height, Math.max(1, step / 2 - 1), height, month.month(), value);
    }

    private static String svg(int height, List<String> shapes) {
        return format("<svg viewBox='0 0 %d %d' role='img'>", WIDTH, height) + String.join("\n", shapes) + "</svg>";
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private static String escape(String text) {
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
