package io.sojourn.proof.simulation;

/** Small numbers out of one large: 0 gives only zeros. */
final class Dice {
    private int left;

    Dice(int number) {
        left = number;
    }

    /** From 0, below {@code sides}. */
    int roll(int sides) {
        int rolled = left % sides;
        left /= sides;
        return rolled;
    }
}
