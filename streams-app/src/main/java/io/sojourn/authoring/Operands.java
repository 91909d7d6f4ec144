package io.sojourn.authoring;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import io.sojourn.authoring.Expressions.Refused;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Both sides of a comparison: one is a measure, the other a fixed value in its unit. */
final class Operands {
    private final CelSource cel;
    private final Measures measures;

    Operands(CelSource cel, Scope scope) {
        this.cel = cel;
        this.measures = new Measures(this, scope);
    }

    Condition compare(CelExpr whole, Condition.Op op, CelExpr left, CelExpr right) {
        Word first = word(left);
        Word second = word(right);
        if (first != null && second != null) {
            throw refused(
                    whole,
                    "two measures are compared: when that next changes cannot be computed; compare each with a fixed"
                            + " value");
        }
        if (first == null && second == null) {
            throw refused(whole, "no measure is compared here; write true or false");
        }
        return first != null ? compare(whole, op, first, left, right) : compare(whole, turned(op), second, right, left);
    }

    private Condition compare(CelExpr whole, Condition.Op op, @Nullable Word word, CelExpr measure, CelExpr value) {
        Measures.Asked asked = measures.asked(measure, Objects.requireNonNull(word), value);
        boolean ordered = op != Condition.Op.EQUAL && op != Condition.Op.NOT_EQUAL;
        if (asked.word().unit == Word.Unit.NAME && ordered) {
            throw refused(whole, "names have no order; there are ==, != and in");
        }
        long threshold = asked.threshold(this, value);
        asked.requireWithin(
                this, value, op == Condition.Op.MORE_THAN || op == Condition.Op.AT_MOST ? threshold + 1 : threshold);
        return new Condition.Compare(asked.measure(), op, threshold);
    }

    /** A measure that is compared with nothing. */
    Measure measure(CelExpr expr, Word.Unit unit) {
        Word word = word(expr);
        if (word == null || word.unit != unit) {
            throw refused(
                    expr,
                    unit == Word.Unit.MONEY
                            ? "this is one measure of money, such as clv() or spend(days(365))"
                            : "this is one probability, such as p_no_order(days(90))");
        }
        return measures.asked(expr, word, expr).measure();
    }

    /** A measure that is true or false, on its own. */
    Condition truth(CelExpr measure) {
        Word word = Objects.requireNonNull(word(measure));
        return new Condition.Compare(measures.asked(measure, word, measure).measure(), Condition.Op.EQUAL, 1);
    }

    /** {@code measure in ['a', 'b']}, as one comparison for each. */
    List<Condition> among(CelExpr measure, CelExpr list) {
        Word word = word(measure);
        if (word == null || list.exprKind().getKind() != ExprKind.Kind.LIST) {
            throw refused(list, "`in` asks whether a measure is one of a list: stage('x') in ['a', 'b']");
        }
        List<Condition> each = new ArrayList<>();
        for (CelExpr value : list.list().elements()) {
            Measures.Asked asked = measures.asked(measure, word, value);
            each.add(new Condition.Compare(asked.measure(), Condition.Op.EQUAL, asked.threshold(this, value)));
        }
        return List.copyOf(each);
    }

    private static @Nullable Word word(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case CALL -> Word.of(expr.call().function()).orElse(null);
            case IDENT -> Word.of(expr.ident().name()).orElse(null);
            default -> null;
        };
    }

    private static Condition.Op turned(Condition.Op op) {
        return switch (op) {
            case AT_LEAST -> Condition.Op.AT_MOST;
            case MORE_THAN -> Condition.Op.LESS_THAN;
            case AT_MOST -> Condition.Op.AT_LEAST;
            case LESS_THAN -> Condition.Op.MORE_THAN;
            case EQUAL, NOT_EQUAL -> op;
        };
    }

    /** {@code days(90)} in milliseconds. */
    long span(CelExpr expr) {
        if (expr.exprKind().getKind() == ExprKind.Kind.CALL) {
            Optional<Span> unit = Span.of(expr.call().function());
            List<CelExpr> args = expr.call().args();
            if (unit.isPresent() && args.size() == 1 && isConstant(args.get(0), CelConstant.Kind.INT64_VALUE)) {
                return unit.get()
                        .times(args.get(0).constant().int64Value())
                        .orElseThrow(() -> refused(
                                args.get(0),
                                "a span of time is longer than nothing and at most a" + " thousand years"));
            }
        }
        throw refused(expr, "this is a fixed span of time, such as days(90), hours(36) or minutes(5)");
    }

    /** A number, exactly as it was written. */
    BigDecimal number(CelExpr expr) {
        if (isConstant(expr, CelConstant.Kind.INT64_VALUE)) {
            return BigDecimal.valueOf(expr.constant().int64Value());
        } else if (isConstant(expr, CelConstant.Kind.DOUBLE_VALUE)
                && Double.isFinite(expr.constant().doubleValue())) {
            return BigDecimal.valueOf(expr.constant().doubleValue());
        }
        throw refused(expr, "this is a fixed number");
    }

    String name(CelExpr expr) {
        if (isText(expr)) {
            return expr.constant().stringValue();
        }
        throw refused(expr, "this is a fixed name in quotes");
    }

    static boolean isText(CelExpr expr) {
        return isConstant(expr, CelConstant.Kind.STRING_VALUE);
    }

    private static boolean isConstant(CelExpr expr, CelConstant.Kind kind) {
        return expr.exprKind().getKind() == ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == kind;
    }

    Refused refused(CelExpr at, String message) {
        return new Refused(start(cel, at), message);
    }

    /** Where CEL says something stands: of a call the bracket, of a comparison its sign. */
    static int offset(CelSource cel, CelExpr expr) {
        return cel.getPositionsMap().getOrDefault(expr.id(), 0);
    }

    /** Where it begins, as people see it: calls at their name, comparisons at their left side. */
    static int start(CelSource cel, CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case CALL -> {
                String function = expr.call().function();
                boolean named = Character.isLetter(function.charAt(0));
                boolean between = function.startsWith("_") || function.equals("@in");
                yield named
                        ? Math.max(0, offset(cel, expr) - function.length())
                        : between && !expr.call().args().isEmpty()
                                ? start(cel, expr.call().args().get(0))
                                : offset(cel, expr);
            }
            case SELECT -> start(cel, expr.select().operand());
            case IDENT ->
                Math.max(0, offset(cel, expr) - Math.max(0, expr.ident().name().lastIndexOf('.')));
            default -> offset(cel, expr);
        };
    }
}
