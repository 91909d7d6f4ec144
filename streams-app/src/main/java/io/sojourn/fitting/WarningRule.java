package io.sojourn.fitting;

import io.sojourn.value.purchase.Occasions;
import io.sojourn.value.purchase.Valuation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Something that grows while a customer is silent, and warns when it reaches a threshold.
 *
 * @param thresholds that it can be given, the lowest first
 */
public record WarningRule(String name, List<Double> thresholds, Score score) {
    static final long DAY = 86_400_000L;

    /** How alarming the silence of a customer is at an instant. */
    public interface Score {
        double of(Occasions customer, long instant);
    }

    public WarningRule {
        thresholds = List.copyOf(thresholds);
    }

    /** Days without an order. */
    public static WarningRule silence(int mostDays) {
        return new WarningRule(
                "silence (days)",
                IntStream.rangeClosed(1, mostDays).mapToObj(day -> (double) day).toList(),
                (customer, instant) -> (instant - customer.lastAt()) / (double) DAY);
    }

    /** The probability of no order within the horizon. */
    public static WarningRule noOrder(ModelKind kind, Valuation valuation, long horizonMillis) {
        return new WarningRule(
                "p_no_order, " + kind.title(),
                thousandths(),
                (customer, instant) -> valuation.pNoOrder(customer, instant, horizonMillis));
    }

    /** The probability of having stopped. */
    public static WarningRule gone(ModelKind kind, Valuation valuation) {
        return new WarningRule(
                "1 - p_alive, " + kind.title(),
                thousandths(),
                (customer, instant) -> 1 - valuation.pAlive(customer, instant));
    }

    private static List<Double> thousandths() {
        return IntStream.range(1, 1_000).mapToObj(n -> n / 1_000.0).toList();
    }
}
