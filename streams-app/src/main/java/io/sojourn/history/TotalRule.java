package io.sojourn.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Totals that make no event, written {@code total <= 0}: an operator and a number. */
public record TotalRule(Comparison comparison, BigDecimal bound) {
    private static final Pattern RULE = Pattern.compile("\\s*total\\s*(<=|<|==|>=|>)\\s*(-?\\d+(?:\\.\\d+)?)\\s*");

    /** {@code <}, {@code <=}, {@code ==}, {@code >=}, {@code >}. */
    enum Comparison {
        BELOW("<"),
        UP_TO("<="),
        EQUAL("=="),
        FROM(">="),
        ABOVE(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }
    }

    @JsonCreator
    static TotalRule parse(String text) {
        Matcher rule = RULE.matcher(text);
        Mapping.refuseUnless(rule.matches(), "'" + text + "' is not a rule; write for example \"total <= 0\"");
        for (Comparison comparison : Comparison.values()) {
            if (comparison.sign.equals(rule.group(1))) {
                return new TotalRule(comparison, new BigDecimal(rule.group(2)));
            }
        }
        throw new AssertionError(text);
    }

    boolean holds(BigDecimal total) {
        int order = total.compareTo(bound);
        return switch (comparison) {
            case BELOW -> order < 0;
            case UP_TO -> order <= 0;
            case EQUAL -> order == 0;
            case FROM -> order >= 0;
            case ABOVE -> order > 0;
        };
    }

    @Override
    public String toString() {
        return "total " + comparison.sign + " " + bound.toPlainString();
    }
}
