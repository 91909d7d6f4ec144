package io.sojourn.value.purchase;

/**
 * What the models see of one customer, in the model's unit of time: all that their likelihoods depend on.
 *
 * <p>The literature calls {@code repeats} <em>frequency</em> and {@code last} <em>recency</em>; RFM means other things by these
 * words, so they are not used here.
 *
 * @param repeats x: orders after the first, by days with an order
 * @param last t_x: from the first order to the last one; zero where there is one only
 * @param age T: from the first order to the moment asked about
 */
public record Observed(int repeats, double last, double age) {
    public Observed {
        if (repeats < 0 || !(last >= 0) || !(age >= last)) {
            throw new IllegalArgumentException(
                    "no customer has " + repeats + " repeats, the last after " + last + " of " + age);
        }
    }

    /** The same customer, silent on until another age. */
    Observed silentUntil(double otherAge) {
        return new Observed(repeats, last, otherAge);
    }
}
