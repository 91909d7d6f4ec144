package io.sojourn.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.value.Rfm;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import io.sojourn.value.rfm.RfmScore;
import io.sojourn.value.rfm.Scale;
import io.sojourn.value.rfm.Segment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Cut-points and whom they put where, for people and for programs.
 *
 * @param customers all who ever ordered, those with no order in the window too
 */
record CutPointsReport(CutPoints cutPoints, Grid grid, Instant asOf, List<Rfm> customers) {
    private static final double DAY = Rfm.DAY;

    String text() {
        List<RfmScore> scores = scores();
        TextTable limits =
                new TextTable("score", "R: days since the last order", "F: orders", "M: net spend", "R", "F", "M");
        for (int score = 1; score <= cutPoints.top(); score++) {
            limits.row(
                    "" + score,
                    silence(score, cutPoints.recency().limits()),
                    range(score, cutPoints.frequency().limits(), limit -> "" + limit),
                    range(
                            score,
                            cutPoints.monetary().limits(),
                            limit -> money(limit).toPlainString()),
                    count(scores, RfmScore::r, score),
                    count(scores, RfmScore::f, score),
                    count(scores, RfmScore::m, score));
        }
        Map<Segment, Long> sizes = sizes();
        TextTable segments = new TextTable("segment", "customers", "title");
        grid.segments()
                .forEach(segment -> segments.row(
                        segment.id(),
                        "%,d".formatted(sizes.getOrDefault(segment, 0L)),
                        segment.en() + " " + segment.zh()));
        return ("cut-points %s as of %s, window %s; %,d customers with an order in it, %,d without%n%n%s%n%n"
                        + "%s %s%n%s")
                .formatted(
                        cutPoints.version(),
                        asOf,
                        Numbers.duration(Duration.ofMillis(cutPoints.windowMillis())),
                        scores.size(),
                        customers.size() - scores.size(),
                        limits,
                        grid.en(),
                        grid.zh(),
                        segments);
    }

    /** As a policy's file says it. */
    String yaml() {
        return """
                cutpoints:
                  version: "%s"
                  window: days(%d)
                  silence: %s
                  orders: %s
                  spend: %s""".formatted(
                        cutPoints.version(),
                        cutPoints.windowMillis() / Rfm.DAY,
                        list(cutPoints.recency(), limit -> "millis(" + -limit + ")"),
                        list(cutPoints.frequency(), limit -> "" + limit),
                        list(cutPoints.monetary(), limit -> money(limit).toPlainString()));
    }

    private static List<String> list(Scale scale, Function<Long, String> shown) {
        return scale.limits().stream().map(shown).toList();
    }

    ObjectNode json() {
        ObjectNode page = Json.object()
                .put("version", cutPoints.version())
                .put("asOf", asOf.toString())
                .put("windowMillis", cutPoints.windowMillis())
                .put("customers", customers.size())
                .put("scored", scores().size());
        ObjectNode limits = page.putObject("limits");
        ArrayNode silence = limits.putArray("silenceMillis");
        cutPoints.recency().limits().forEach(limit -> silence.add(-limit));
        ArrayNode frequency = limits.putArray("orders");
        cutPoints.frequency().limits().forEach(frequency::add);
        ArrayNode monetary = limits.putArray("netSpend");
        cutPoints.monetary().limits().forEach(limit -> monetary.add(money(limit)));
        Map<Segment, Long> sizes = sizes();
        ArrayNode segments = page.put("grid", grid.id()).putArray("segments");
        grid.segments()
                .forEach(segment -> segments.addObject()
                        .put("id", segment.id())
                        .put("en", segment.en())
                        .put("zh", segment.zh())
                        .put("customers", sizes.getOrDefault(segment, 0L)));
        return page;
    }

    private List<RfmScore> scores() {
        return customers.stream().flatMap(rfm -> score(rfm).stream()).toList();
    }

    private Map<Segment, Long> sizes() {
        return customers.stream()
                .flatMap(rfm -> score(rfm).stream())
                .collect(Collectors.groupingBy(grid::segment, Collectors.counting()));
    }

    private Optional<RfmScore> score(Rfm rfm) {
        return cutPoints.score(rfm, asOf.toEpochMilli());
    }

    private static String count(List<RfmScore> scores, ToIntFunction<RfmScore> scale, int score) {
        return "%,d"
                .formatted(scores.stream()
                        .filter(each -> scale.applyAsInt(each) == score)
                        .count());
    }

    /** What a score needs: more than the limit below it, at most the one above. */
    private static String range(int score, List<Long> limits, Function<Long, String> shown) {
        String above = score == 1 ? "" : "> " + shown.apply(limits.get(score - 2));
        String upTo = score > limits.size() ? "" : "≤ " + shown.apply(limits.get(score - 1));
        return (above + " " + upTo).strip();
    }

    /** The same of silence, of which less is better. */
    private static String silence(int score, List<Long> limits) {
        String less = score == 1 ? "" : "< " + Numbers.of(-limits.get(score - 2) / DAY, 2);
        String atLeast = score > limits.size() ? "" : "≥ " + Numbers.of(-limits.get(score - 1) / DAY, 2);
        return (atLeast + " " + less).strip();
    }

    private static BigDecimal money(long amount) {
        return BigDecimal.valueOf(amount, 4);
    }
}
