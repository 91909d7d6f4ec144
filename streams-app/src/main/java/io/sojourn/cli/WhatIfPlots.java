package io.sojourn.cli;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MONTHS;

import io.sojourn.tables.Comparison;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pictures of a {@link WhatIfPage}, as SVG that stands in it. */
final class WhatIfPlots {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 180;
    private static final int MARGIN = 48;
    private static final int LABEL = 220;
    private static final int BAR = 14;

    /** How much room the name of a month takes. */
    private static final int NAME = 44;

    private static final String NO_WARNING = "<p>No warning is raised. 无预警。</p>";

    private WhatIfPlots() {}

    /** Two bars a stage. */
    static String stages(Comparison found) {
        double most = found.stages().stream()
                .mapToLong(each -> Math.max(each.live(), each.candidate()))
                .max()
                .orElse(1);
        List<String> shapes = new ArrayList<>();
        int y = 0;
        for (Comparison.Stage each : found.stages()) {
            shapes.add(format(
                    "<text x='%d' y='%d' text-anchor='end'>%s</text>",
                    LABEL - 8, y + BAR + 4, WhatIfPage.escape(each.ladder() + " " + each.stage())));
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
    static String shifts(Comparison found) {
        if (found.shifts().isEmpty()) {
            return "<p>No decision comes earlier or later. 无提前或推迟。</p>";
        }
        int least = found.shifts().get(0).days();
        int last = found.shifts().get(found.shifts().size() - 1).days();
        double most = found.shifts().stream()
                .mapToLong(Comparison.Shift::decisions)
                .max()
                .orElse(1);
        double step = (double) (WIDTH - 2 * MARGIN) / (last - least + 1);
        List<String> shapes = new ArrayList<>();
        for (Comparison.Shift each : found.shifts()) {
            double height = HEIGHT * each.decisions() / most;
            if (each.decisions() == most && each.days() > least && each.days() < last) {
                double middle = MARGIN + (each.days() - least + 0.5) * step;
                shapes.add(format(
                        "<text x='%.1f' y='%d' text-anchor='middle'>%+d days</text>",
                        middle, HEIGHT + 16, each.days()));
            }
            shapes.add(format(
                    "<rect class='candidate' x='%.1f' y='%.1f' width='%.1f' height='%.1f'><title>%+d days: %,d</title></rect>",
                    MARGIN + (each.days() - least) * step,
                    HEIGHT - height,
                    Math.max(1, step - 1),
                    height,
                    each.days(),
                    each.decisions()));
        }
        shapes.add(format("<text x='%d' y='%d'>%+d days</text>", MARGIN, HEIGHT + 16, least));
        shapes.add(format("<text x='%d' y='%d' text-anchor='end'>%+d days</text>", WIDTH - MARGIN, HEIGHT + 16, last));
        shapes.add(most(12, most));
        return svg(HEIGHT + 24, shapes);
    }

    /** Two columns a month. */
    static String months(Comparison found) {
        if (found.months().isEmpty()) {
            return NO_WARNING;
        }
        double most = found.months().stream()
                .mapToLong(each -> Math.max(each.live(), each.candidate()))
                .max()
                .orElse(1);
        int named = named(found.months().size());
        double step = (double) (WIDTH - 2 * MARGIN) / found.months().size();
        List<String> shapes = new ArrayList<>();
        for (int i = 0; i < found.months().size(); i++) {
            Comparison.Month each = found.months().get(i);
            String month = YearMonth.from(each.month()).toString();
            double x = MARGIN + i * step;
            // Room between months shows which two belong together.
            double width = step * 0.4;
            double live = HEIGHT * each.live() / most;
            double candidate = HEIGHT * each.candidate() / most;
            shapes.add(column("live", x, HEIGHT - live, width, live, month, each.live()));
            shapes.add(column("candidate", x + width, HEIGHT - candidate, width, candidate, month, each.candidate()));
            if (i % named == 0) {
                shapes.add(name(x + width, HEIGHT + 16, month));
            }
        }
        shapes.add(most(12, most));
        return svg(HEIGHT + 24, shapes);
    }

    /** A column a day: those of the live policy stand, those of the candidate hang. Beside each other they would be too thin. */
    static String days(Comparison found) {
        if (found.days().isEmpty()) {
            return NO_WARNING;
        }
        LocalDate first = found.days().get(0).day();
        LocalDate last = found.days().get(found.days().size() - 1).day();
        double most = found.days().stream()
                .mapToLong(each -> Math.max(each.live(), each.candidate()))
                .max()
                .orElse(1);
        double step = (double) (WIDTH - 2 * MARGIN) / (DAYS.between(first, last) + 1);
        int half = HEIGHT * 3 / 4;
        int height = 2 * half;
        List<String> shapes = new ArrayList<>();
        YearMonth begin = YearMonth.from(first);
        int named = named((int) MONTHS.between(begin, YearMonth.from(last)) + 1);
        for (YearMonth month = begin.plusMonths(1); !month.atDay(1).isAfter(last); month = month.plusMonths(1)) {
            double x = MARGIN + DAYS.between(first, month.atDay(1)) * step;
            shapes.add(format("<line x1='%.1f' y1='0' x2='%.1f' y2='%d'/>", x, x, height));
            if (MONTHS.between(begin, month) % named == 0) {
                shapes.add(name(x, height + 16, month.toString()));
            }
        }
        double width = step > 3 ? step - 1 : step;
        for (Comparison.Day each : found.days()) {
            String day = each.day().toString();
            double x = MARGIN + DAYS.between(first, each.day()) * step;
            double live = half * each.live() / most;
            double candidate = half * each.candidate() / most;
            shapes.add(column("live", x, half - live, width, live, day, each.live()));
            shapes.add(column("candidate", x, half, width, candidate, day, each.candidate()));
        }
        shapes.add(most(12, most));
        shapes.add(most(height, most));
        return svg(height + 24, shapes);
    }

    /** Every n-th of so many beside each other can have its name below it. */
    private static int named(int many) {
        return 1 + many * NAME / (WIDTH - 2 * MARGIN);
    }

    private static String name(double x, int y, String name) {
        return format("<text x='%.1f' y='%d' text-anchor='middle' class='small'>%s</text>", x, y, name);
    }

    private static String most(int y, double most) {
        return format("<text x='%d' y='%d' text-anchor='end'>%,.0f</text>", MARGIN - 6, y, most);
    }

    private static String column(
            String side, double x, double y, double width, double height, String when, long value) {
        return format(
                "<rect class='%s' x='%.1f' y='%.1f' width='%.1f' height='%.1f'><title>%s: %,d</title></rect>",
                side, x, y, width, height, when, value);
    }

    private static String svg(int height, List<String> shapes) {
        return format("<svg viewBox='0 0 %d %d' role='img'>", WIDTH, height) + String.join("\n", shapes) + "</svg>";
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
