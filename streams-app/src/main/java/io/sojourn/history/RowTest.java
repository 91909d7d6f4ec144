package io.sojourn.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question to one column, asked of the value without blanks around it. Exactly one of the answers is given.
 *
 * @param is equal to
 * @param in one of
 * @param starts begins with
 * @param matches the whole value matches this regular expression
 * @param empty true for no value, false for some
 */
public record RowTest(
        String column,
        @Nullable String is,
        @Nullable List<String> in,
        @Nullable String starts,
        @Nullable Pattern matches,
        @Nullable Boolean empty) {

    @JsonCreator
    RowTest(
            @JsonProperty("column") @Nullable String column,
            @JsonProperty("is") @Nullable String is,
            @JsonProperty("in") @Nullable List<String> in,
            @JsonProperty("starts") @Nullable String starts,
            @JsonProperty("matches") @Nullable String matches,
            @JsonProperty("empty") @Nullable Boolean empty) {
        this(Mapping.required("column", column), is, in, starts, matches == null ? null : pattern(matches), empty);
        long answers = Stream.of(is, in, starts, matches, empty)
                .filter(Objects::nonNull)
                .count();
        Mapping.refuseUnless(answers == 1, "'when' needs a column and exactly one of is, in, starts, matches, empty");
    }

    boolean holds(String value) {
        if (is != null) {
            return value.equals(is);
        }
        if (in != null) {
            return in.contains(value);
        }
        if (starts != null) {
            return value.startsWith(starts);
        }
        if (matches != null) {
            return matches.matcher(value).matches();
        }
        return value.isEmpty() == Boolean.TRUE.equals(empty);
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("'" + text + "' is not a regular expression: " + wrong.getDescription());
        }
    }
}
