package io.sojourn.fitting;

import io.sojourn.value.purchase.Observed;
import io.sojourn.value.purchase.PurchaseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happened beside what a model says should have, by the number of repeat orders in the calibration. The last row is of so many
 * and more.
 */
public final class RepeatTable {
    private static final int ROWS = 8;

    private final Population population;
    private final PurchaseModel model;

    public RepeatTable(Population population, PurchaseModel model) {
        this.population = population;
        this.model = model;
    }

    /** How many customers have so many repeat orders, and how many should. */
    public record Calibration(int repeats, long customers, double expected) {}

    /** Over those with so many repeat orders: the mean number of orders after the calibration, and what it should be. */
    public record Holdout(int repeats, long customers, double orders, double expected) {}

    public List<Calibration> calibration() {
        long[] actual = new long[ROWS];
        double[] expected = new double[ROWS];
        for (Map.Entry<Observed, Integer> each : population.observed().entrySet()) {
            actual[row(each.getKey().repeats())] += each.getValue();
            double rest = 1;
            for (int repeats = 0; repeats < ROWS - 1; repeats++) {
                double probability = model.probabilityOf(repeats, each.getKey().age());
                expected[repeats] += each.getValue() * probability;
                rest -= probability;
            }
            expected[ROWS - 1] += each.getValue() * rest;
        }
        List<Calibration> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(new Calibration(i, actual[i], expected[i]));
        }
        return rows;
    }

    /** Of the time from the end of the calibration to {@code end}. */
    public List<Holdout> holdout(long end) {
        long[] customers = new long[ROWS];
        double[] actual = new double[ROWS];
        double[] expected = new double[ROWS];
        double horizon = (end - population.until()) / (double) population.unitMillis();
        for (Buyer buyer : population.buyers()) {
            Observed observed = population.observed(buyer);
            int row = row(observed.repeats());
            customers[row]++;
            actual[row] += buyer.by(end).repeats() - observed.repeats();
            expected[row] += model.expectedOrders(observed, horizon);
        }
        List<Holdout> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            if (customers[i] > 0) {
                rows.add(new Holdout(i, customers[i], actual[i] / customers[i], expected[i] / customers[i]));
            }
        }
        return rows;
    }

    /** Whether a row is the last one, of so many and more. */
    public static boolean isLast(int repeats) {
        return repeats == ROWS - 1;
    }

    private static int row(int repeats) {
        return Math.min(repeats, ROWS - 1);
    }
}
