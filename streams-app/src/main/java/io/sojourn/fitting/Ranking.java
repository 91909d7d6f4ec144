package io.sojourn.fitting;

import java.util.Arrays;
import java.util.Comparator;

/** How well a score puts those first of whom something is true. */
final class Ranking {
    private Ranking() {}

    /**
     * The area under the ROC curve: the probability that of two customers, one of whom it is true, the score names the right one;
     * half of a tie counts (Mann and Whitney). NaN where it is true of all or none.
     */
    static double auc(double[] scores, boolean[] isTrue) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        double ranks = 0;
        long trues = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            long truesHere = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                truesHere += isTrue[order[to]] ? 1 : 0;
                to++;
            }
            ranks += truesHere * (from + 1 + to) / 2.0;
            trues += truesHere;
            from = to;
        }
        double pairs = (double) trues * (scores.length - trues);
        return pairs == 0 ? Double.NaN : (ranks - trues * (trues + 1) / 2.0) / pairs;
    }
}
