package io.sojourn.value.rfm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A box of scores: those within a range on each scale, and with the sum of F and M in a range. */
public record Area(Range r, Range f, Range m, Range sum) {
    /** Both ends are inside. */
    public record Range(int from, int to) {
        private static final Range ANY = new Range(1, Integer.MAX_VALUE);

        boolean holds(int score) {
            return from <= score && score <= to;
        }
    }

    /**
     * Reads {@code "r4-5 f1"}, {@code "m5"}, {@code "r3 f+m8-10"}: a scale, then a score or a range. What is not named may be
     * anything.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Area parse(String text) {
        Range r = Range.ANY;
        Range f = Range.ANY;
        Range m = Range.ANY;
        Range sum = Range.ANY;
        Set<String> named = new HashSet<>();
        for (String word : List.of(text.split(" ", -1))) {
            int digits = 0;
            while (digits < word.length() && !Character.isDigit(word.charAt(digits))) {
                digits++;
            }
            Range range = range(word.substring(digits), text);
            if (!named.add(word.substring(0, digits))) {
                throw new IllegalArgumentException("'" + text + "' names a scale twice");
            }
            switch (word.substring(0, digits)) {
                case "r" -> r = range;
                case "f" -> f = range;
                case "m" -> m = range;
                case "f+m" -> sum = range;
                default ->
                    throw new IllegalArgumentException("'" + text + "' names a scale that is not r, f, m or f+m");
            }
        }
        return new Area(r, f, m, sum);
    }

    private static Range range(String text, String whole) {
        if (!text.matches("[0-9]{1,2}(-[0-9]{1,2})?")) {
            throw new IllegalArgumentException("'" + whole + "' says a score as 5 or as 4-5");
        }
        int dash = text.indexOf('-');
        return dash < 0
                ? new Range(Integer.parseInt(text), Integer.parseInt(text))
                : new Range(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    boolean holds(RfmScore score) {
        return r.holds(score.r()) && f.holds(score.f()) && m.holds(score.m()) && sum.holds(score.f() + score.m());
    }
}
