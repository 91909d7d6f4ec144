package io.sojourn.value.rfm;

/** Recency, frequency and monetary as scores: 1 is worst, the top of the cut-points' scale is best. */
public record RfmScore(int r, int f, int m) {
    @Override
    public String toString() {
        return "" + r + f + m;
    }
}
