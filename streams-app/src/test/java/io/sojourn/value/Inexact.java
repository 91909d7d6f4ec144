package io.sojourn.value;

/** What domain code must not do, so that the test of the seams can show that it notices. */
final class Inexact {
    private Inexact() {}

    /** {@link Math} may give another last bit on another machine. */
    static double decidesOnTheMachinesLogarithm(double x) {
        return Math.log(x);
    }
}
