package io.sojourn.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Finds where a likelihood of positive parameters is greatest: a simplex over their logarithms, begun anew where it ended until that
 * gains nothing; how sharp the peak is, from the matrix of second derivatives there.
 */
final class MaximumLikelihood {
    private static final int EVALUATIONS = 20_000;
    private static final int RESTARTS = 10;
    private static final double NO_GAIN = 1e-7;

    /** Of a logarithm: parameters between 1e-6 and 1e6. */
    private static final double BORDER = StrictMath.log(1e6);

    private static final double STEP = 5e-3;

    private final MultivariateFunction logLikelihood;

    /** @param logLikelihood of the parameters themselves */
    MaximumLikelihood(ToDoubleFunction<double[]> logLikelihood) {
        this.logLikelihood = logs -> Arrays.stream(logs).anyMatch(log -> StrictMath.abs(log) > BORDER)
                ? Double.NEGATIVE_INFINITY
                : logLikelihood.applyAsDouble(exp(logs));
    }

    Optimum from(double... start) {
        double[] best = Arrays.stream(start).map(StrictMath::log).toArray();
        double reached = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < RESTARTS; i++) {
            PointValuePair peak = climb(best);
            best = peak.getPoint();
            boolean isDone = peak.getValue() - reached < NO_GAIN;
            reached = peak.getValue();
            if (isDone) {
                break;
            }
        }
        return at(best, reached);
    }

    private PointValuePair climb(double[] from) {
        return new SimplexOptimizer(1e-13, 1e-9)
                .optimize(
                        new MaxEval(EVALUATIONS),
                        new ObjectiveFunction(logLikelihood),
                        GoalType.MAXIMIZE,
                        new InitialGuess(from),
                        new NelderMeadSimplex(from.length, 0.5));
    }

    private Optimum at(double[] logs, double value) {
        boolean isAtBorder = Arrays.stream(logs).anyMatch(log -> StrictMath.abs(log) > BORDER - 10 * STEP);
        double[] parameters = exp(logs);
        if (isAtBorder) {
            List<Double> unknown = Collections.nCopies(logs.length, Double.NaN);
            return new Optimum(list(parameters), unknown, value, Double.POSITIVE_INFINITY, true);
        }
        EigenDecompositionSymmetric curvature =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(curvature(logs)));
        double flattest = Arrays.stream(curvature.getEigenvalues()).min().orElseThrow();
        boolean isPeak = flattest > 0;
        List<Double> errors = new ArrayList<>();
        for (int i = 0; i < logs.length; i++) {
            errors.add(isPeak ? parameters[i] * deviation(curvature, i) : Double.NaN);
        }
        double ridge = isPeak ? StrictMath.exp(1 / StrictMath.sqrt(flattest)) : Double.POSITIVE_INFINITY;
        return new Optimum(list(parameters), List.copyOf(errors), value, ridge, false);
    }

    /** The standard deviation of one logarithm: the root of its entry on the diagonal of the inverse. */
    private static double deviation(EigenDecompositionSymmetric curvature, int parameter) {
        double variance = 0;
        for (int k = 0; k < curvature.getEigenvalues().length; k++) {
            double share = curvature.getEigenvector(k).getEntry(parameter);
            variance += share * share / curvature.getEigenvalue(k);
        }
        return StrictMath.sqrt(variance);
    }

    /** Minus the second derivatives, by central differences. */
    private double[][] curvature(double[] at) {
        double[][] matrix = new double[at.length][at.length];
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j <= i; j++) {
                double second = moved(at, i, STEP, j, STEP)
                        - moved(at, i, STEP, j, -STEP)
                        - moved(at, i, -STEP, j, STEP)
                        + moved(at, i, -STEP, j, -STEP);
                matrix[i][j] = -second / (4 * STEP * STEP);
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private double moved(double[] at, int i, double byI, int j, double byJ) {
        double[] other = at.clone();
        other[i] += byI;
        other[j] += byJ;
        return logLikelihood.value(other);
    }

    private static double[] exp(double[] logs) {
        return Arrays.stream(logs).map(StrictMath::exp).toArray();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
