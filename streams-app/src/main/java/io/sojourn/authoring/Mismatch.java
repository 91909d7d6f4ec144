package io.sojourn.authoring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the type checker says, in words that say what to write. */
final class Mismatch {
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '(.+?)' applied to '\\((.*?)\\)'.*", Pattern.DOTALL);

    private Mismatch() {}

    static String told(String message) {
        Matcher overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            String function = overload.group(1);
            return Word.of(function)
                    .map(word -> "it is written " + word.usage())
                    .orElseGet(() -> Span.of(function)
                            .map(span -> "it is written " + span.text + "(30): a whole number")
                            .orElseGet(() -> compared(function, overload.group(2))));
        }
        if (message.startsWith("expected type 'double'")) {
            return "this is one measure alone, such as clv() or p_no_order(days(90))";
        }
        return message.startsWith("expected type 'bool'")
                ? "a condition is true or false: compare this with a value, as in orders() >= 1"
                : message;
    }

    private static String compared(String function, String types) {
        String kinds = types.replace("google.protobuf.Duration", "a span of time")
                .replaceAll("\\b(int|double)\\b", "a number")
                .replaceAll("\\bstring\\b", "a name")
                .replaceAll("\\bbool\\b", "true or false")
                .replace("list(a name)", "a list of names")
                .replace(", ", " and ");
        String sign = function.equals("@in") ? "in" : function.replace("_", "");
        String hint = types.contains("Duration")
                ? "; spans of time are written days(90), hours(36), minutes(5)"
                : kinds.equals("a number and a number") ? " of another kind; write 5.0 for 5" : "";
        return "`" + sign + "` does not go with " + kinds + hint;
    }
}
