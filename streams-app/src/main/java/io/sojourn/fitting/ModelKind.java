package io.sojourn.fitting;

import io.sojourn.value.purchase.BetaGeometric;
import io.sojourn.value.purchase.ParetoNbd;
import io.sojourn.value.purchase.PurchaseModel;
import java.util.List;

/** The purchase models there are to fit. */
public enum ModelKind {
    BG_NBD("BG/NBD"),
    MBG_NBD("MBG/NBD"),
    PARETO_NBD("Pareto/NBD");

    private final String title;

    ModelKind(String title) {
        this.title = title;
    }

    /** As the literature calls it. */
    public String title() {
        return title;
    }

    /** What its parameters are called. */
    public List<String> parameters() {
        return this == PARETO_NBD ? List.of("r", "alpha", "s", "beta") : List.of("r", "alpha", "a", "b");
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
