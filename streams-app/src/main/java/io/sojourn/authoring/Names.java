package io.sojourn.authoring;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import io.sojourn.yaml.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Looks for names nobody knows and signs that make a condition incalculable, before types are spoken of. */
final class Names {
    private static final Set<String> SIGNS =
            Set.of("_&&_", "_||_", "!_", "_>=_", "_>_", "_<=_", "_<_", "_==_", "_!=_", "@in");

    private static final Map<String, String> ARITHMETIC = Map.of(
            "_+_", "+", "_-_", "-", "_*_", "*", "_/_", "/", "_%_", "%", "-_", "-", "_?_:_", "? :", "_[_]", "[ ]");

    private final Source source;
    private final ScalarNode at;
    private final CelSource cel;

    Names(Source source, ScalarNode at, CelSource cel) {
        this.source = source;
        this.at = at;
        this.cel = cel;
    }

    /** Whether all are; each that is not is noted with what may have been meant. */
    boolean areKnown(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case CONSTANT -> true;
            case LIST -> expr.list().elements().stream().allMatch(this::areKnown);
            case CALL -> areAllKnown(expr.call().args()) && isKnown(expr);
            case IDENT -> isKnown(expr, expr.ident().name());
            case SELECT -> isKnown(expr, qualified(expr));
            default -> refuse(start(expr), "conditions know measures, spans of time, numbers and names, not this");
        };
    }

    private boolean areAllKnown(List<CelExpr> all) {
        boolean known = true;
        for (CelExpr each : all) {
            known &= areKnown(each);
        }
        return known;
    }

    private boolean isKnown(CelExpr expr) {
        String function = expr.call().function();
        if (expr.call().target().isPresent()) {
            return refuse(start(expr), "nothing here has functions of its own: `." + function + "`");
        }
        Optional<Word> word = Word.of(function);
        if (SIGNS.contains(function) || Span.of(function).isPresent()) {
            return true;
        }
        if (word.isPresent() && word.get().takes != Word.Takes.NO_BRACKETS) {
            return true;
        }
        String sign = ARITHMETIC.get(function);
        if (sign != null) {
            return refuse(
                    offset(expr),
                    "when something with `" + sign + "` next changes cannot be computed: compare each measure with a"
                            + " fixed value");
        }
        return isKnown(expr, function);
    }

    private boolean isKnown(CelExpr expr, String name) {
        if (Word.of(name).filter(word -> word.takes == Word.Takes.NO_BRACKETS).isPresent()) {
            return true;
        }
        if (Word.of(name).isPresent()) {
            return refuse(
                    start(expr),
                    "`" + name + "` is written " + Word.of(name).orElseThrow().usage());
        }
        List<String> known =
                Stream.concat(Word.texts().stream(), Span.texts().stream()).toList();
        return refuse(start(expr), "there is no measure `" + name + "`" + Suggestion.among(name, known));
    }

    private static String qualified(CelExpr expr) {
        return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT
                ? qualified(expr.select().operand()) + "." + expr.select().field()
                : expr.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                        ? expr.ident().name()
                        : "…";
    }

    private boolean refuse(int offset, String message) {
        source.refuse(at, offset, message);
        return false;
    }

    private int offset(CelExpr expr) {
        return Operands.offset(cel, expr);
    }

    private int start(CelExpr expr) {
        return Operands.start(cel, expr);
    }
}
