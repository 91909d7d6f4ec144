package io.sojourn.fitting;

import io.sojourn.value.purchase.BetaGeometric;
import io.sojourn.value.purchase.ParetoNbd;
import io.sojourn.value.purchase.PurchaseModel;
import java.util.List;

/** The purchase models there are to fit. */
public enum ModelKind {
    BG_NBD("BG/NBD", List.of("r", "alpha", "a", "b")),
    MBG_NBD("MBG/NBD", List.of("r", "alpha", "a", "b")),
    PARETO_NBD("Pareto/NBD", List.of("r", "alpha", "s", "beta"));

    private final String title;
    private final List<String> parameters;

    ModelKind(String title, List<String> parameters) {
        this.title = title;
        this.parameters = parameters;
    }

    /** As the literature calls it. */
    public String title() {
        return title;
    }

    /** What its parameters are called. */
    public List<String> parameters() {
        return parameters;
    }

    /** The model with these parameters. */
    public PurchaseModel with(double... values) {
        return switch (this) {
            case BG_NBD -> new BetaGeometric(BetaGeometric.Variant.BG, values[0], values[1], values[2], values[3]);
            case MBG_NBD -> new BetaGeometric(BetaGeometric.Variant.MBG, values[0], values[1], values[2], values[3]);
            case PARETO_NBD -> new ParetoNbd(values[0], values[1], values[2], values[3]);
        };
    }
}
