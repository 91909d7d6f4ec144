package io.sojourn.authoring;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * One condition, from text to tree: CEL parses it, we look for names nobody knows (to say what may have been meant), CEL
 * checks the types, and what is left is compared with fixed values or refused.
 */
final class Expressions {
    private static final Scope NOTHING =
            new Scope(List.of(), List.of(), Scope.Numbers.NONE, List.of(), List.of(), List.of());
    private static final Condition STAND_IN = new Condition.All();

    private static final Map<String, Condition.Op> SIGNS = Map.of(
            "_>=_", Condition.Op.AT_LEAST,
            "_>_", Condition.Op.MORE_THAN,
            "_<=_", Condition.Op.AT_MOST,
            "_<_", Condition.Op.LESS_THAN,
            "_==_", Condition.Op.EQUAL,
            "_!=_", Condition.Op.NOT_EQUAL);

    private final Source source;
    private final ScalarNode at;
    private final Scope scope;

    private Expressions(Source source, ScalarNode at, Scope scope) {
        this.source = source;
        this.at = at;
        this.scope = scope;
    }

    /** The condition; what is wrong with it is noted in the source, and then it is one that always holds. */
    static Condition compile(Source source, ScalarNode at, Scope scope) {
        try {
            return new Expressions(source, at, scope).compile();
        } catch (Refused told) {
            source.refuse(at, told.offset, String.valueOf(told.getMessage()));
            return STAND_IN;
        }
    }

    /** A length of time, written as {@code days(90)}; a day where it is none, which is noted. */
    static long span(Source source, ScalarNode at) {
        try {
            CelValidationResult parsed = Cel.parse(at.getValue());
            if (parsed.hasError()) {
                throw new Refused(0, "this is a length of time, such as days(90)");
            }
            return new Operands(ast(parsed).getSource(), NOTHING)
                    .span(ast(parsed).getExpr());
        } catch (Refused told) {
            source.refuse(at, told.offset, String.valueOf(told.getMessage()));
            return Span.DAYS.millis;
        }
    }

    /** One measure of a unit, on its own; what is wrong is noted in the source, and then it is none. */
    static @Nullable Measure measure(Source source, ScalarNode at, Scope scope, Word.Unit unit) {
        try {
            CelAbstractSyntaxTree tree = new Expressions(source, at, scope).sound(Cel::checkNumber);
            return tree == null ? null : new Operands(tree.getSource(), scope).measure(tree.getExpr(), unit);
        } catch (Refused told) {
            source.refuse(at, told.offset, String.valueOf(told.getMessage()));
            return null;
        }
    }

    private Condition compile() {
        CelAbstractSyntaxTree tree = sound(Cel::check);
        return tree == null ? STAND_IN : condition(tree.getExpr(), new Operands(tree.getSource(), scope));
    }

    /** The tree of the text, with all names and types right; null where something was wrong, which is noted. */
    private @Nullable CelAbstractSyntaxTree sound(Function<CelAbstractSyntaxTree, CelValidationResult> check) {
        CelValidationResult parsed = Cel.parse(at.getValue());
        if (parsed.hasError()) {
            parsed.getErrors()
                    .forEach(issue -> source.refuse(
                            at,
                            Math.min(offset(issue), Math.max(0, at.getValue().length() - 1)),
                            "this is not a condition: " + issue.getMessage().replaceFirst(" expecting .*", "")));
            return null;
        }
        Names names = new Names(source, at, ast(parsed).getSource());
        if (!names.areKnown(ast(parsed).getExpr())) {
            return null;
        }
        CelValidationResult checked = check.apply(ast(parsed));
        if (checked.hasError()) {
            checked.getErrors().forEach(issue -> source.refuse(at, offset(issue), Mismatch.told(issue.getMessage())));
            return null;
        }
        return ast(checked);
    }

    private static CelAbstractSyntaxTree ast(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException("was asked for its errors first", e);
        }
    }

    private int offset(CelIssue issue) {
        return offsetOf(
                issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn());
    }

    private int offsetOf(int line, int column) {
        int offset = 0;
        String value = at.getValue();
        for (int i = 1; i < line; i++) {
            offset = value.indexOf('\n', offset) + 1;
        }
        return value.codePointCount(0, offset) + column;
    }

    private Condition condition(CelExpr expr, Operands operands) {
        if (expr.exprKind().getKind() == ExprKind.Kind.CONSTANT) {
            boolean always = expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
                    && expr.constant().booleanValue();
            return always ? new Condition.All() : new Condition.Any();
        }
        CelExpr.CelCall call = expr.call();
        return switch (call.function()) {
            case "_&&_" -> {
                List<Condition> parts = parts("_&&_", expr, operands, new ArrayList<>());
                yield new Condition.All(List.copyOf(parts));
            }
            case "_||_" -> {
                List<Condition> parts = parts("_||_", expr, operands, new ArrayList<>());
                yield new Condition.Any(List.copyOf(parts));
            }
            case "!_" -> new Condition.Not(condition(call.args().get(0), operands));
            case "@in" ->
                new Condition.Any(operands.among(call.args().get(0), call.args().get(1)));
            default ->
                Word.of(call.function()).isPresent()
                        ? operands.truth(expr)
                        : operands.compare(
                                expr,
                                Optional.ofNullable(SIGNS.get(call.function())).orElseThrow(),
                                call.args().get(0),
                                call.args().get(1));
        };
    }

    /** All operands of one sign in a row: CEL hands them over two by two. */
    private List<Condition> parts(String sign, CelExpr expr, Operands operands, List<Condition> into) {
        if (expr.exprKind().getKind() == ExprKind.Kind.CALL
                && expr.call().function().equals(sign)) {
            expr.call().args().forEach(each -> parts(sign, each, operands, into));
        } else {
            into.add(condition(expr, operands));
        }
        return into;
    }

    /** Where in the text, and why. */
    static final class Refused extends RuntimeException {
        final int offset;

        Refused(int offset, String message) {
            super(message);
            this.offset = offset;
        }
    }
}
