package io.sojourn.authoring;

import dev.cel.common.ast.CelExpr;
import io.sojourn.authoring.Expressions.Refused;
import io.sojourn.customer.Engagements;
import io.sojourn.customer.Profile;
import io.sojourn.customer.Recent;
import io.sojourn.policy.Age;
import io.sojourn.policy.Anniversary;
import io.sojourn.policy.Attribute;
import io.sojourn.policy.Contacts;
import io.sojourn.policy.Estimate;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Pending;
import io.sojourn.policy.Score;
import io.sojourn.policy.Sign;
import io.sojourn.policy.Spend;
import io.sojourn.policy.Staying;
import io.sojourn.policy.Support;
import io.sojourn.policy.Tagged;
import io.sojourn.policy.Whereabouts;
import io.sojourn.value.purchase.Valuation;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import io.sojourn.value.rfm.Grids;
import io.sojourn.yaml.Suggestion;
import java.time.DateTimeException;
import java.time.Period;
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
                case TRUTH ->
                    throw operands.refused(
                            value, "`" + word.text + "` is true or false on its own; write it alone, or behind !");
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
                    && boundary > Recent.KEPT) {
                throw operands.refused(
                        value,
                        "in a window `" + word.text + "` counts up to " + Recent.KEPT + ", the latest remembered");
            }
            if (measure instanceof Score score
                    && word.unit == Word.Unit.SCORE
                    && (boundary < 1 || boundary > score.cutPoints().top() + 1L)) {
                throw operands.refused(
                        value, "scores go from 1 to " + score.cutPoints().top());
            }
        }
    }

    /** @param value what it is compared with; of what is true or false on its own, it itself */
    Asked asked(CelExpr expr, Word word, CelExpr value) {
        return switch (word) {
            case ORDERS -> numbers(word, new Measure.Orders(window(expr)));
            case SPEND -> numbers(word, new Spend(window(expr)));
            case VISITS -> numbers(word, new Contacts(Contacts.What.VISITS, "", window(expr)));
            case CARTS -> numbers(word, new Contacts(Contacts.What.CARTS, "", window(expr)));
            case ENGAGEMENTS -> numbers(word, engagements(expr));
            case SILENCE -> numbers(word, new Measure.Silence(sign(argument(expr))));
            case CART_LEFT -> numbers(word, new Pending(Pending.What.CART));
            case AWAITING_REPLY -> numbers(word, new Pending(Pending.What.REPLY));
            case AGE -> numbers(word, new Age());
            case IN_STAGE -> numbers(word, new Staying(ladder(argument(expr)), operands.name(argument(expr))));
            case STAGE -> whereabouts(word, argument(expr), false);
            case PREVIOUS_STAGE -> whereabouts(word, argument(expr), true);
            case TICKETS_OPEN -> numbers(word, new Support(Support.What.OPEN));
            case OPEN_COMPLAINTS -> numbers(word, new Support(Support.What.COMPLAINTS));
            case TICKETS_REOPENED -> numbers(word, new Support(Support.What.REOPENED));
            case CSAT -> numbers(word, new Support(Support.What.RATING));
            case ATTRIBUTE -> attribute(word, argument(expr), value);
            case ANNIVERSARY -> numbers(word, anniversary(expr, true));
            case DATE -> numbers(word, anniversary(expr, false));
            case TAG -> numbers(word, tagged(argument(expr)));
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

    private Contacts engagements(CelExpr expr) {
        List<CelExpr> args = expr.call().args();
        boolean named = !args.isEmpty() && Operands.isText(args.get(0));
        String kind = named ? operands.name(args.get(0)) : "";
        if (named && (kind.isEmpty() || kind.length() > Engagements.LONGEST_KIND)) {
            throw operands.refused(args.get(0), "kinds have 1 to " + Engagements.LONGEST_KIND + " characters");
        }
        boolean ever = args.size() == (named ? 1 : 0);
        return new Contacts(
                Contacts.What.ENGAGEMENTS, kind, ever ? Measure.EVER : operands.span(args.get(args.size() - 1)));
    }

    private Sign sign(CelExpr argument) {
        String name = operands.name(argument);
        for (Sign sign : Sign.values()) {
            if (sign.word().equals(name)) {
                return sign;
            }
        }
        List<String> words = Arrays.stream(Sign.values()).map(Sign::word).toList();
        throw operands.refused(argument, "the silence of `" + name + "` is not known" + Suggestion.among(name, words));
    }

    private Asked attribute(Word word, CelExpr argument, CelExpr value) {
        String name = operands.name(argument);
        if (name.isEmpty() || name.length() > Profile.LONGEST_NAME) {
            throw operands.refused(argument, "attributes have names of 1 to " + Profile.LONGEST_NAME + " characters");
        }
        String compared = operands.name(value);
        if (compared.length() > Profile.LONGEST_VALUE) {
            throw operands.refused(
                    value, "of attributes, values of at most " + Profile.LONGEST_VALUE + " characters are remembered");
        }
        return new Asked(word, new Attribute(name, compared), List.of(compared));
    }

    private Anniversary anniversary(CelExpr expr, boolean yearly) {
        List<CelExpr> args = expr.call().args();
        String shift = args.size() == 1 ? "P0D" : operands.name(args.get(1));
        try {
            return new Anniversary(operands.name(args.get(0)), yearly, Period.parse(shift));
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw operands.refused(
                    args.get(1),
                    "this is how far from that day, at most a year: '-P1M' is a month before, 'P7D' a week after");
        }
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

    private Tagged tagged(CelExpr argument) {
        String name = operands.name(argument);
        int index = scope.tags().indexOf(name);
        if (index < 0 && scope.laterTags().contains(name)) {
            throw operands.refused(
                    argument,
                    "tag `" + name + "` is decided later: tags come after the ladders, each after those above it");
        }
        if (index < 0) {
            throw operands.refused(argument, "there is no tag `" + name + "`" + Suggestion.among(name, scope.tags()));
        }
        return new Tagged(index, name);
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
        List<Grid> known = Grids.with(scope.grids());
        Grid grid = known.stream()
                .filter(each -> each.id().equals(name))
                .findFirst()
                .orElseThrow(() -> operands.refused(
                        argument,
                        "there is no grid `" + name + "`"
                                + Suggestion.among(
                                        name, known.stream().map(Grid::id).toList())));
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
