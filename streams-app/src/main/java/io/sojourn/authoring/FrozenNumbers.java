package io.sojourn.authoring;

import io.sojourn.value.purchase.BetaGeometric;
import io.sojourn.value.purchase.GammaGamma;
import io.sojourn.value.purchase.ParetoNbd;
import io.sojourn.value.purchase.PurchaseModel;
import io.sojourn.value.purchase.Valuation;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Scale;
import io.sojourn.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The sections {@code cutpoints} and {@code model}: numbers computed once, which stand in the policy and change with it. */
final class FrozenNumbers {
    private static final List<String> MODELS = List.of("bg-nbd", "mbg-nbd", "pareto-nbd");

    private final Source source;

    FrozenNumbers(Source source) {
        this.source = source;
    }

    Scope.Numbers read(Section policy) {
        Section cuts =
                policy.section("cutpoints", "`cutpoints`", List.of("version", "window", "silence", "orders", "spend"));
        Section model =
                policy.section("model", "`model`", List.of("version", "unit", "kind", "parameters", "spend", "clv"));
        Section clv = model == null ? null : model.section("clv", "`clv`", List.of("horizon", "discount"));
        return new Scope.Numbers(
                cuts == null ? null : cutPoints(cuts),
                model == null ? null : valuation(model),
                clv == null ? Scope.Numbers.YEAR : span(clv, "horizon"),
                clv == null ? Scope.Numbers.NONE.clvDiscount() : decimal(clv, "discount"));
    }

    private @Nullable CutPoints cutPoints(Section cuts) {
        String version = cuts.text("version");
        long window = span(cuts, "window");
        // Of recency, which is minus the silence: the longest silence is the lowest limit.
        Scale recency = scale(cuts, "silence", each -> -Expressions.span(source, each));
        Scale frequency = scale(cuts, "orders", each -> source.exactly(each, 0));
        Scale monetary = scale(cuts, "spend", each -> source.exactly(each, 4));
        if (recency == null || frequency == null || monetary == null) {
            return null;
        }
        try {
            return new CutPoints(version, window, recency, frequency, monetary);
        } catch (IllegalArgumentException wrong) {
            source.refuse(cuts.node(), "`silence`, `orders` and `spend` have as many limits as one another");
            return null;
        }
    }

    private @Nullable Scale scale(Section cuts, String key, ToLongFunction<ScalarNode> limit) {
        if (!cuts.has(key)) {
            source.refuse(cuts.node(), "`cutpoints` needs `" + key + "`: the limits between scores, the worst first");
            return null;
        }
        List<Long> limits = new ArrayList<>();
        for (ScalarNode each : cuts.texts(key)) {
            limits.add(limit.applyAsLong(each));
        }
        try {
            return new Scale(limits);
        } catch (IllegalArgumentException wrong) {
            source.refuse(cuts.at(key), "the limits of `" + key + "` go from the worst to the best");
            return null;
        }
    }

    private @Nullable Valuation valuation(Section section) {
        String version = section.text("version");
        long unit = span(section, "unit");
        String kind = section.text("kind");
        if (!MODELS.contains(kind)) {
            source.refuse(section.at("kind"), "there is no model `" + kind + "`" + Suggestion.among(kind, MODELS));
            return null;
        }
        List<String> names =
                kind.equals("pareto-nbd") ? List.of("r", "alpha", "s", "beta") : List.of("r", "alpha", "a", "b");
        Section parameters = section.section("parameters", "`parameters` of " + kind, names);
        if (parameters == null) {
            source.refuse(section.node(), "`model` needs `parameters`: " + String.join(", ", names));
            return null;
        }
        List<Double> values =
                names.stream().map(name -> decimal(parameters, name)).toList();
        Section spend = section.section("spend", "`spend`", List.of("p", "q", "gamma"));
        try {
            return new Valuation(version, unit, model(kind, values), spend == null ? null : law(spend));
        } catch (IllegalArgumentException wrong) {
            source.refuse(section.node(), String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private static PurchaseModel model(String kind, List<Double> of) {
        return switch (kind) {
            case "pareto-nbd" -> new ParetoNbd(of.get(0), of.get(1), of.get(2), of.get(3));
            case "bg-nbd" -> new BetaGeometric(BetaGeometric.Variant.BG, of.get(0), of.get(1), of.get(2), of.get(3));
            default -> new BetaGeometric(BetaGeometric.Variant.MBG, of.get(0), of.get(1), of.get(2), of.get(3));
        };
    }

    private GammaGamma law(Section spend) {
        return new GammaGamma(decimal(spend, "p"), decimal(spend, "q"), decimal(spend, "gamma"));
    }

    private double decimal(Section section, String key) {
        String text = section.text(key);
        if (text.matches("[0-9]{1,12}(\\.[0-9]{1,18})?")) {
            return Double.parseDouble(text);
        }
        if (!text.isEmpty()) {
            source.refuse(section.at(key), "`" + text + "` is no number such as 0.25");
        }
        return 1;
    }

    private long span(Section section, String key) {
        section.text(key);
        ScalarNode node = section.scalar(key);
        return node == null ? Span.DAYS.millis : Expressions.span(source, node);
    }
}
