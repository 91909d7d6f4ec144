package io.sojourn.fitting;

import io.sojourn.value.purchase.GammaGamma;
import io.sojourn.value.purchase.Observed;
import io.sojourn.value.purchase.Occasions;
import io.sojourn.value.purchase.PurchaseModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits models to a population by maximum likelihood. */
public final class Fitter {
    /** Decimals of money. */
    private static final double MONEY = 10_000;

    /** With fewer repeat buyers than this there is no law of spend to speak of. */
    private static final int FEWEST_SPENDERS = 10;

    private final Population population;
    private final Map<Observed, Integer> observed;

    public Fitter(Population population) {
        this.population = population;
        this.observed = population.observed();
    }

    /** Of how often customers order, and for how long. */
    public FittedModel fit(ModelKind kind) {
        Optimum optimum = new MaximumLikelihood(parameters -> logLikelihood(kind.with(parameters)))
                .from(1, meanAge() / 5, 1, kind == ModelKind.PARETO_NBD ? meanAge() / 5 : 2);
        return new FittedModel(kind, kind.with(unboxed(optimum)), optimum, population.size());
    }

    /** Of what orders are worth; empty where too few repeat orders are worth anything. */
    public Optional<FittedSpend> fitSpend() {
        List<Occasions> spenders = population.spenders();
        if (spenders.size() < FEWEST_SPENDERS) {
            return Optional.empty();
        }
        double mean = spenders.stream().mapToDouble(Fitter::average).average().orElseThrow();
        Optimum optimum =
                new MaximumLikelihood(parameters -> logLikelihood(law(parameters), spenders)).from(2, 3, mean);
        return Optional.of(new FittedSpend(law(unboxed(optimum)), optimum, spenders.size()));
    }

    private double logLikelihood(PurchaseModel model) {
        double sum = 0;
        for (Map.Entry<Observed, Integer> each : observed.entrySet()) {
            sum += each.getValue() * model.logLikelihood(each.getKey());
        }
        return sum;
    }

    private static double logLikelihood(GammaGamma law, List<Occasions> spenders) {
        double sum = 0;
        for (Occasions each : spenders) {
            sum += law.logLikelihood(each.repeats(), average(each));
        }
        return sum;
    }

    private static double average(Occasions spender) {
        return spender.repeatSpend() / MONEY / spender.repeats();
    }

    private double meanAge() {
        double sum = 0;
        for (Map.Entry<Observed, Integer> each : observed.entrySet()) {
            sum += each.getValue() * each.getKey().age();
        }
        return StrictMath.max(1e-3, sum / population.size());
    }

    private static GammaGamma law(double[] parameters) {
        return new GammaGamma(parameters[0], parameters[1], parameters[2]);
    }

    private static double[] unboxed(Optimum optimum) {
        return optimum.parameters().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
