package io.sojourn.fitting;

import io.sojourn.value.purchase.PurchaseModel;

/**
 * A purchase model fitted to a population.
 *
 * @param customers whom it was fitted to
 */
public record FittedModel(ModelKind kind, PurchaseModel model, Optimum optimum, int customers) {}
