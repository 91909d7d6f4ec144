package io.sojourn.fitting;

import io.sojourn.value.purchase.GammaGamma;
import java.util.List;

/**
 * A law of spend fitted to a population.
 *
 * @param customers those with repeat orders, whom it was fitted to
 */
public record FittedSpend(GammaGamma law, Optimum optimum, int customers) {
    /** What its parameters are called. */
    public static final List<String> PARAMETERS = List.of("p", "q", "gamma");
}
