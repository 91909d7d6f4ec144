package io.sojourn.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.fitting.Evaluation;
import io.sojourn.fitting.Evaluation.Warnings;
import io.sojourn.fitting.WarningRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What measuring warning rules found, for people and for programs.
 *
 * @param rules the first is plain silence
 * @param silenceDays the silence all are compared with
 */
record EvaluationReport(Evaluation evaluation, List<WarningRule> rules, int silenceDays, Duration horizon) {

    String text() {
        Warnings silence = silence();
        TextTable table = new TextTable(
                "rule",
                "AUC",
                "threshold",
                "warnings",
                "precision",
                "recall",
                "median day",
                "days gained (median)",
                "days gained (mean)");
        for (WarningRule rule : rules) {
            Optional<Warnings> found = asPrecise(rule, silence);
            table.row(
                    rule.name(),
                    Numbers.of(evaluation.auc(rule), 3),
                    cell(found, Warnings::threshold, 3),
                    cell(found, Warnings::warned, 0),
                    cell(found, Warnings::precision, 3),
                    cell(found, Warnings::recall, 3),
                    cell(found, Warnings::medianDay, 0),
                    cell(found, warnings -> silenceDays - warnings.medianDay(), 0),
                    cell(found, warnings -> silenceDays - warnings.meanDay(), 1));
        }
        return ("AUC: who of all known at the end of the calibration will not order within %s (%s %% do not)%n"
                        + "Warnings: %,d silences, %s %% of them last to the loss; each rule at the lowest threshold"
                        + " that is as precise as %d silent days%n%n%s")
                .formatted(
                        Numbers.duration(horizon),
                        Numbers.of(100 * evaluation.quiet(), 1),
                        evaluation.silences(),
                        Numbers.of(100 * evaluation.lost(), 1),
                        silenceDays,
                        table);
    }

    ObjectNode json() {
        Warnings silence = silence();
        ObjectNode page = Json.object()
                .put("silences", evaluation.silences())
                .put("lost", evaluation.lost())
                .put("quiet", evaluation.quiet())
                .put("horizonMillis", horizon.toMillis())
                .put("silenceDays", silenceDays);
        ArrayNode measured = page.putArray("rules");
        for (WarningRule rule : rules) {
            ObjectNode node = measured.addObject().put("rule", rule.name());
            node.set("auc", Numbers.json(evaluation.auc(rule)));
            asPrecise(rule, silence).ifPresent(warnings -> {
                node.put("threshold", warnings.threshold())
                        .put("warnings", warnings.warned())
                        .put("precision", warnings.precision())
                        .put("recall", warnings.recall());
                node.set("medianDay", Numbers.json(warnings.medianDay()));
                node.set("meanDay", Numbers.json(warnings.meanDay()));
            });
        }
        return page;
    }

    private Warnings silence() {
        return evaluation.warnings(rules.get(0)).stream()
                .filter(warnings -> warnings.threshold() == silenceDays)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody is silent for " + silenceDays + " days"));
    }

    /** Silence itself at the very days it is asked for, though fewer may do as well. */
    private Optional<Warnings> asPrecise(WarningRule rule, Warnings silence) {
        return rule.equals(rules.get(0)) ? Optional.of(silence) : evaluation.atPrecision(rule, silence.precision());
    }

    private static String cell(Optional<Warnings> warnings, ToDoubleFunction<Warnings> figure, int decimals) {
        return warnings.map(found -> Numbers.of(figure.applyAsDouble(found), decimals))
                .orElse("-");
    }
}
