package io.sojourn.proof;

import java.util.Locale;

/** Events per second of everybody, as bars in an SVG that stands by itself. */
final class Chart {
    private static final int WIDTH = 860;
    private static final int LABELS = 300;
    private static final int BAR = 18;
    private static final int STEP = 26;

    private Chart() {}

    static String of(Results results) {
        double most = results.runs().keySet().stream()
                .mapToDouble(results::eventsPerSecond)
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder();
        int height = STEP * results.runs().size() + 44;
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>",
                WIDTH,
                height);
        line(svg, "<rect width='%d' height='%d' fill='white'/>", WIDTH, height);
        line(svg, "<text x='8' y='20' font-weight='bold'>Events per second, median of the rounds (logarithmic)</text>");
        int y = 34;
        for (String contender : results.runs().keySet()) {
            double value = results.eventsPerSecond(contender);
            double share = Math.log10(Math.max(1, value / 1000)) / Math.log10(most / 1000);
            double length = Math.max(2, share * (WIDTH - LABELS - 90));
            String colour = contender.startsWith("lifecycle") || contender.startsWith("whole") ? "#0b7285" : "#adb5bd";
            line(svg, "<text x='%d' y='%d' text-anchor='end'>%s</text>", LABELS - 8, y + 14, contender);
            line(svg, "<rect x='%d' y='%d' width='%.1f' height='%d' fill='%s'/>", LABELS, y, length, BAR, colour);
            line(svg, "<text x='%.1f' y='%d'>%s</text>", LABELS + length + 6, y + 14, Results.whole(value));
            y += STEP;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
