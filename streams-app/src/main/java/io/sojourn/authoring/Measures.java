package io.sojourn.authoring;

import dev.cel.common.ast.CelExpr;
import io.sojourn.authoring.Expressions.Refused;
import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.Facts;
import io.sojourn.policy.Age;
import io.sojourn.policy.Contacts;
import io.sojourn.policy.Estimate;
import io.sojourn.policy.Measure;
import io.sojourn.policy.OpenTickets;
import io.sojourn.policy.Score;
import io.sojourn.policy.Spend;
import io.sojourn.policy.Staying;
import io.sojourn.policy.Whereabouts;
import io.sojourn.value.purchase.Valuation;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import io.sojourn.value.rfm.Grids;
import io.sojourn.yaml.Suggestion;
import java.util.Arrays;
import java.util.List;

/** Words of the language as measures of the domain. */
final class Measures {
    private final Operands operands;
    private final Scope scope;

    Measures(Operands operands, Scope scope) {
        this.operands = operands;
        this.scope = scope;
    }

    /**
     * A measure asked for.
     *
     * @param names what its values are called; empty where they are numbers
     */
    record Asked(Word word, Measure measure, List<String> names) {
        /** A fixed value in the measure's unit. */
        long threshold(Operands operands, CelExpr value) {
            return switch (word.unit) {
                case SPAN -> operands.span(value);
                case COUNT, SCORE -> scaled(operands, value, 0, "whole numbers");
                case MONEY -> scaled(operands, value, 4, "money of at most four decimals");
                case FRACTION -> scaled(operands, value, Estimate.DECIMALS, "numbers of at most nine decimals");
                case NAME -> {
                    String name = operands.name(value);
                    int number = names.indexOf(name);
                    if (number < 0) {
                        throw operands.refused(value, "there is no `" + name + "`" + Suggestion.among(name, names));
                    }
                    yield number;
                }
            };
        }

        private long scaled(Operands operands, CelExpr value, int decimals, String what) {
            try {
                return operands.number(value).movePointRight(decimals).longValueExact();
            } catch (ArithmeticException e) {
                throw operands.refused(value, "`" + word.text + "` is compared with " + what);
            }
        }

        /** @throws Refused where the answer can never be another */
        void requireWithin(Operands operands, CelExpr value, long boundary) {
            if (measure instanceof Contacts contacts
                    && contacts.windowMillis() != Measure.EVER
                    && boundary > Facts.RECENT) {
                throw operands.refused(
                        value,
                        "in a window `" + word.text + "` counts up to " + Facts.RECENT + ", the latest remembered");
            }
            if (measure instanceof Score score
                    && word.unit == Word.Unit.SCORE
                    && (boundary < 1 || boundary > score.cutPoints().top() + 1L)) {
                throw operands.refused(
                        value, "scores go from 1 to " + score.cutPoints().top());
            }
        }
    }

    Asked asked(CelExpr expr, Word word) {
        return switch (word) {
            case ORDERS -> numbers(word, new Measure.Orders(window(expr)));
            case SPEND -> numbers(word, new Spend(window(expr)));
            case VISITS -> numbers(word, new Contacts(ActivityKind.VISIT, window(expr)));
            case ENGAGEMENTS -> numbers(word, new Contacts(ActivityKind.ENGAGEMENT, window(expr)));
            case SILENCE -> numbers(word, new Measure.Silence(kind(argument(expr))));
            case AGE -> numbers(word, new Age());
            case IN_STAGE -> numbers(word, new Staying(ladder(argument(expr)), operands.name(argument(expr))));
            case STAGE -> whereabouts(word, argument(expr), false);
            case PREVIOUS_STAGE -> whereabouts(word, argument(expr), true);
            case TICKETS_OPEN -> numbers(word, new OpenTickets(false));
            case OPEN_COMPLAINTS -> numbers(word, new OpenTickets(true));
            case RFM_R -> numbers(word, new Score(Score.Axis.R, cutPoints(expr), null));
            case RFM_F -> numbers(word, new Score(Score.Axis.F, cutPoints(expr), null));
            case RFM_M -> numbers(word, new Score(Score.Axis.M, cutPoints(expr), null));
            case RFM_SEGMENT -> segment(word, expr);
            case P_NO_ORDER -> numbers(word, estimate(Estimate.Kind.NO_ORDER, expr, operands.span(argument(expr))));
            case P_ALIVE -> numbers(word, estimate(Estimate.Kind.ALIVE, expr, 0));
            case EXPECTED_ORDERS -> numbers(word, estimate(Estimate.Kind.ORDERS, expr, operands.span(argument(expr))));
            case CLV -> numbers(word, worth(expr));
        };
    }

    private static Asked numbers(Word word, Measure measure) {
        return new Asked(word, measure, List.of());
    }

    private static CelExpr argument(CelExpr expr) {
        return expr.call().args().get(0);
    }

    private long window(CelExpr expr) {
        return expr.call().args().isEmpty() ? Measure.EVER : operands.span(argument(expr));
    }

    private ActivityKind kind(CelExpr argument) {
        String name = operands.name(argument);
        List<ActivityKind> remembered = Arrays.stream(ActivityKind.values())
                .filter(Measure.Silence::isRemembered)
                .toList();
        for (ActivityKind kind : ActivityKind.values()) {
            if (kind.word().equals(name) && !remembered.contains(kind)) {
                throw operands.refused(argument, "when the latest `" + name + "` was is not remembered yet");
            } else if (kind.word().equals(name)) {
                return kind;
            }
        }
        List<String> words = remembered.stream().map(ActivityKind::word).toList();
        throw operands.refused(
                argument, "nothing that happens is called `" + name + "`" + Suggestion.among(name, words));
    }

    private int ladder(CelExpr argument) {
        String name = operands.name(argument);
        int index = scope.indexOf(name);
        if (index < 0 && scope.later().contains(name)) {
            throw operands.refused(
                    argument, "ladder `" + name + "` is decided later; a ladder asks about itself and those above");
        }
        if (index < 0) {
            List<String> known =
                    scope.ladders().stream().map(Scope.Stages::ladder).toList();
            throw operands.refused(argument, "there is no ladder `" + name + "`" + Suggestion.among(name, known));
        }
        return index;
    }

    private Asked whereabouts(Word word, CelExpr argument, boolean previous) {
        int index = ladder(argument);
        Scope.Stages ladder = scope.ladders().get(index);
        return new Asked(word, new Whereabouts(index, ladder.ladder(), previous, ladder.ids()), ladder.ids());
    }

    private CutPoints cutPoints(CelExpr at) {
        CutPoints cutPoints = scope.numbers().cutPoints();
        if (cutPoints == null) {
            throw operands.refused(at, "scores need `cutpoints` in this file; docs/rfm.md says how to compute them");
        }
        return cutPoints;
    }

    private Asked segment(Word word, CelExpr expr) {
        CelExpr argument = argument(expr);
        String name = operands.name(argument);
        Grid grid = Grids.named(name)
                .orElseThrow(() -> operands.refused(
                        argument,
                        "there is no grid `" + name + "`"
                                + Suggestion.among(
                                        name, Grids.ALL.stream().map(Grid::id).toList())));
        CutPoints cutPoints = cutPoints(expr);
        if (cutPoints.top() != grid.top()) {
            throw operands.refused(
                    argument,
                    "grid `" + name + "` has scores from 1 to " + grid.top()
                            + ", the cut-points of this file from 1 to " + cutPoints.top());
        }
        return new Asked(word, new Score(Score.Axis.SEGMENT, cutPoints, grid), Score.names(grid));
    }

    private Estimate estimate(Estimate.Kind kind, CelExpr at, long horizon) {
        return new Estimate(kind, valuation(at), horizon, scope.numbers().clvDiscount());
    }

    private Estimate worth(CelExpr at) {
        if (valuation(at).spend() == null) {
            throw operands.refused(at, "clv() needs a law of spend: `spend` in the `model` of this file");
        }
        return estimate(Estimate.Kind.WORTH, at, scope.numbers().clvHorizonMillis());
    }

    private Valuation valuation(CelExpr at) {
        Valuation valuation = scope.numbers().valuation();
        if (valuation == null) {
            throw operands.refused(at, "estimates need a `model` in this file; docs/models.md says how to fit one");
        }
        return valuation;
    }
}
