package io.sojourn.fitting;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Measures warning rules on what came after the calibration.
 *
 * <p>Ranking: as of the end of the calibration, who will not order within the horizon? Warnings: every silence that begins after the
 * calibration, and early enough that the data tell whether it lasts to the loss, is walked day by day; a rule warns on the first
 * day its score reaches the threshold, if the customer is still silent and not lost yet. A warning is right if the silence lasts to
 * the loss.
 */
public final class Evaluation {
    private final Population population;
    private final long end;
    private final long horizonMillis;
    private final int lostAfterDays;
    private final List<Spell> spells;

    /**
     * @param end of the data, in milliseconds
     * @param horizonMillis of the ranking
     * @param lostAfterDays a customer silent for so long is lost
     */
    public Evaluation(Population population, List<Buyer> everybody, long end, long horizonMillis, int lostAfterDays) {
        this.population = population;
        this.end = end;
        this.horizonMillis = horizonMillis;
        this.lostAfterDays = lostAfterDays;
        long lastToTell = end - lostAfterDays * WarningRule.DAY;
        this.spells = everybody.stream()
                .flatMap(buyer -> Spell.of(buyer, population.until(), lastToTell, end).stream())
                .toList();
    }

    /**
     * What a rule's warnings are worth at one threshold. The days gained are those before {@code day}, over the silences that last to
     * the loss and that it warns of.
     *
     * @param recall of the silences that last to the loss, the share it warns of
     */
    public record Warnings(
            double threshold, long warned, double precision, double recall, double medianDay, double meanDay) {}

    /** Silences walked. */
    public int silences() {
        return spells.size();
    }

    /** The share of them that last to the loss. */
    public double lost() {
        return spells.stream().filter(this::isLost).count() / (double) spells.size();
    }

    /** The share of those known at the end of the calibration who do not order within the horizon. */
    public double quiet() {
        return population.buyers().stream().filter(this::staysQuiet).count() / (double) population.size();
    }

    /** Area under the ROC curve of the rule's score; NaN where the data end before the horizon. */
    public double auc(WarningRule rule) {
        if (population.until() + horizonMillis > end) {
            return Double.NaN;
        }
        List<Buyer> buyers = population.buyers();
        double[] scores = new double[buyers.size()];
        boolean[] quiet = new boolean[buyers.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = rule.score().of(buyers.get(i).by(population.until()), population.until());
            quiet[i] = staysQuiet(buyers.get(i));
        }
        return Ranking.auc(scores, quiet);
    }

    private boolean staysQuiet(Buyer buyer) {
        int before = buyer.orders().countUpTo(population.until());
        return buyer.orders().countUpTo(population.until() + horizonMillis) == before;
    }

    /** At every threshold of the rule at which it warns at all, the lowest first. */
    public List<Warnings> warnings(WarningRule rule) {
        float[][] scores = new float[spells.size()][];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = scores(rule, spells.get(i));
        }
        return rule.thresholds().stream()
                .map(threshold -> warnings(scores, threshold))
                .filter(warnings -> warnings.warned > 0)
                .toList();
    }

    /** The lowest threshold, so the earliest warnings, at which so great a share of the warnings is right. */
    public Optional<Warnings> atPrecision(WarningRule rule, double precision) {
        return warnings(rule).stream()
                .filter(warnings -> warnings.precision >= precision)
                .findFirst();
    }

    private Warnings warnings(float[][] scores, double threshold) {
        long warned = 0;
        double[] days = new double[scores.length];
        int right = 0;
        long lost = 0;
        for (int i = 0; i < scores.length; i++) {
            boolean isLost = isLost(spells.get(i));
            lost += isLost ? 1 : 0;
            int day = firstAt(scores[i], threshold);
            if (day < scores[i].length) {
                warned++;
                if (isLost) {
                    days[right++] = day;
                }
            }
        }
        double[] sorted = Arrays.copyOf(days, right);
        Arrays.sort(sorted);
        double median = right == 0 ? Double.NaN : (sorted[(right - 1) / 2] + sorted[right / 2]) / 2;
        double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
        return new Warnings(threshold, warned, right / (double) warned, right / (double) lost, median, mean);
    }

    /** Day by day, as long as the customer is silent and not lost yet. */
    private float[] scores(WarningRule rule, Spell spell) {
        // Who orders at the very instant of a day's end is not silent then.
        long days = Math.min((spell.silentMillis() + WarningRule.DAY - 1) / WarningRule.DAY, lostAfterDays);
        float[] scores = new float[(int) days];
        for (int day = 0; day < scores.length; day++) {
            scores[day] = (float) rule.score().of(spell.since(), spell.since().lastAt() + day * WarningRule.DAY);
        }
        return scores;
    }

    private static int firstAt(float[] scores, double threshold) {
        int low = 0;
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (scores[middle] >= (float) threshold) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean isLost(Spell spell) {
        return spell.silentMillis() >= lostAfterDays * WarningRule.DAY;
    }
}
