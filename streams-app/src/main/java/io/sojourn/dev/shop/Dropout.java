package io.sojourn.dev.shop;

/** When a customer silently stops being one: the unseen half of the buy-till-you-die models. */
public sealed interface Dropout {
    /**
     * BG/NBD: after each repeat order, never after the first, with a probability of the customer's own
     * (Fader, Hardie and Lee, 2005, "Counting your customers the easy way").
     */
    record AfterRepeat(BetaLaw probability) implements Dropout {}

    /**
     * MBG/NBD: after any order, the first included, with a probability of the customer's own
     * (Batislam, Denizel and Filiztekin, 2007).
     */
    record AfterAny(BetaLaw probability) implements Dropout {}

    /**
     * Pareto/NBD: after an exponential lifetime from the first order, with a rate per day of the customer's own
     * (Schmittlein, Morrison and Colombo, 1987).
     */
    record InTime(GammaLaw ratePerDay) implements Dropout {}
}
