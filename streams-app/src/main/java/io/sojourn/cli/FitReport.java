package io.sojourn.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.fitting.FittedModel;
import io.sojourn.fitting.FittedSpend;
import io.sojourn.fitting.Optimum;
import io.sojourn.fitting.Population;
import io.sojourn.fitting.RepeatTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What fitting found, for people and for programs. */
record FitReport(Population population, Instant end, List<FittedModel> fits, Optional<FittedSpend> spend) {

    String text() {
        List<String> parts = new ArrayList<>();
        parts.add("%,d customers with an order by %s; unit of time %s"
                .formatted(
                        population.size(),
                        Instant.ofEpochMilli(population.until()),
                        Numbers.duration(Duration.ofMillis(population.unitMillis()))));
        for (FittedModel fit : fits) {
            parts.add(heading(fit.kind().title(), fit.optimum())
                    + parameters(fit.kind().parameters(), fit.optimum()));
        }
        spend.ifPresent(law -> parts.add(heading("Gamma-Gamma", law.optimum())
                + "of %,d customers with repeat orders of some worth%n".formatted(law.customers())
                + parameters(FittedSpend.PARAMETERS, law.optimum())));
        parts.add("Customers by repeat orders in the calibration 校准期%n".formatted() + calibration());
        if (hasHoldout()) {
            parts.add(
                    "Orders a customer until %s, by repeat orders in the calibration 留出期%n".formatted(end) + holdout());
        }
        return String.join(System.lineSeparator().repeat(2), parts);
    }

    private static String heading(String title, Optimum optimum) {
        String warning = optimum.isIdentified()
                ? ""
                : "WARNING: the data do not tell these parameters: %s 参数无法识别%n"
                        .formatted(
                                optimum.isAtBorder()
                                        ? "one ran to the border of the search"
                                        : "along a ridge they move by a factor of %s and fit as well"
                                                .formatted(Numbers.of(optimum.ridge(), 1)));
        return "%s, log-likelihood %s%n%s".formatted(title, Numbers.of(optimum.logLikelihood(), 2), warning);
    }

    private static String parameters(List<String> names, Optimum optimum) {
        TextTable table = new TextTable("parameter", "value", "standard error");
        for (int i = 0; i < names.size(); i++) {
            table.row(
                    names.get(i),
                    Numbers.of(optimum.parameters().get(i), 4),
                    Numbers.of(optimum.standardErrors().get(i), 4));
        }
        return table.toString();
    }

    private String calibration() {
        List<List<RepeatTable.Calibration>> columns =
                fits.stream().map(fit -> table(fit).calibration()).toList();
        return table(
                columns.get(0).size(),
                row -> columns.get(0).get(row).repeats(),
                row -> "%,d".formatted(columns.get(0).get(row).customers()),
                row -> columns.stream()
                        .map(column -> Numbers.of(column.get(row).expected(), 1))
                        .toList());
    }

    private String holdout() {
        List<List<RepeatTable.Holdout>> columns =
                fits.stream().map(fit -> table(fit).holdout(end.toEpochMilli())).toList();
        return table(
                columns.get(0).size(),
                row -> columns.get(0).get(row).repeats(),
                row -> Numbers.of(columns.get(0).get(row).orders(), 3),
                row -> columns.stream()
                        .map(column -> Numbers.of(column.get(row).expected(), 3))
                        .toList());
    }

    private String table(
            int rows, IntFunction<Integer> repeats, IntFunction<String> actual, IntFunction<List<String>> expected) {
        List<String> headings = new ArrayList<>(List.of("repeats", "actual"));
        fits.forEach(fit -> headings.add(fit.kind().title()));
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (int row = 0; row < rows; row++) {
            int count = repeats.apply(row);
            List<String> cells =
                    new ArrayList<>(List.of(count + (RepeatTable.isLast(count) ? "+" : ""), actual.apply(row)));
            cells.addAll(expected.apply(row));
            table.row(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    /** The first model as a policy's file says it. */
    String yaml(String version) {
        FittedModel fit = fits.get(0);
        List<String> lines = new ArrayList<>(List.of(
                "model:",
                "  version: \"" + version + "\"",
                "  unit: millis(" + population.unitMillis() + ")",
                "  kind: " + fit.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "  parameters: " + values(fit.kind().parameters(), fit.optimum())));
        spend.ifPresent(law -> lines.add("  spend: " + values(FittedSpend.PARAMETERS, law.optimum())));
        if (!fit.optimum().isIdentified()) {
            lines.add(0, "# WARNING: the data do not tell these parameters 参数无法识别");
        }
        return String.join("\n", lines);
    }

    private static String values(List<String> names, Optimum optimum) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> names.get(i) + ": "
                        + BigDecimal.valueOf(optimum.parameters().get(i))
                                .setScale(12, RoundingMode.HALF_UP)
                                .toPlainString())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    ObjectNode json() {
        ObjectNode page = Json.object()
                .put("customers", population.size())
                .put("calibratedUntil", Instant.ofEpochMilli(population.until()).toString())
                .put("end", end.toString())
                .put("unitMillis", population.unitMillis());
        ArrayNode models = page.putArray("models");
        for (FittedModel fit : fits) {
            ObjectNode model = models.addObject().put("model", fit.kind().name());
            optimum(model, fit.kind().parameters(), fit.optimum());
            ArrayNode calibration = model.putArray("calibration");
            table(fit)
                    .calibration()
                    .forEach(row -> calibration
                            .addObject()
                            .put("repeats", row.repeats())
                            .put("customers", row.customers())
                            .put("expected", row.expected()));
            if (hasHoldout()) {
                ArrayNode holdout = model.putArray("holdout");
                table(fit)
                        .holdout(end.toEpochMilli())
                        .forEach(row -> holdout.addObject()
                                .put("repeats", row.repeats())
                                .put("customers", row.customers())
                                .put("orders", row.orders())
                                .put("expected", row.expected()));
            }
        }
        spend.ifPresent(law -> optimum(
                page.putObject("spend").put("customers", law.customers()), FittedSpend.PARAMETERS, law.optimum()));
        return page;
    }

    private static void optimum(ObjectNode node, List<String> names, Optimum optimum) {
        node.put("logLikelihood", optimum.logLikelihood()).put("identified", optimum.isIdentified());
        ObjectNode parameters = node.putObject("parameters");
        ObjectNode errors = node.putObject("standardErrors");
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), optimum.parameters().get(i));
            errors.set(names.get(i), Numbers.json(optimum.standardErrors().get(i)));
        }
    }

    private RepeatTable table(FittedModel fit) {
        return new RepeatTable(population, fit.model());
    }

    private boolean hasHoldout() {
        return end.toEpochMilli() > population.until();
    }
}
