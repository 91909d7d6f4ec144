package io.sojourn.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Answers two questions: does it hold at a moment, and when, if nothing else happens, can that next change? Whoever looks
 * again at the second answer misses nothing.
 */
public sealed interface Condition {
    boolean holds(Moment moment);

    /** The earliest instant after the moment at which {@link #holds} may change by itself, or {@link Measure#NEVER}. */
    long nextChange(Moment moment);

    /** The condition as a policy writes it. */
    String text();

    /** Every comparison in it, in the order of its text. */
    List<Compare> comparisons();

    static Condition atLeast(Measure measure, long threshold) {
        return new Compare(measure, Op.AT_LEAST, threshold);
    }

    static Condition lessThan(Measure measure, long threshold) {
        return new Compare(measure, Op.LESS_THAN, threshold);
    }

    /** How a measure is held against its threshold. */
    enum Op {
        AT_LEAST(">="),
        MORE_THAN(">"),
        AT_MOST("<="),
        LESS_THAN("<"),
        EQUAL("=="),
        NOT_EQUAL("!=");

        private final String sign;

        Op(String sign) {
            this.sign = sign;
        }

        boolean holds(long value, long threshold) {
            return switch (this) {
                case AT_LEAST -> value >= threshold;
                case MORE_THAN -> value > threshold;
                case AT_MOST -> value <= threshold;
                case LESS_THAN -> value < threshold;
                case EQUAL -> value == threshold;
                case NOT_EQUAL -> value != threshold;
            };
        }
    }

    /** A measure against a threshold; false while the measure has no value. */
    record Compare(Measure measure, Op op, long threshold) implements Condition {
        @Override
        public boolean holds(Moment moment) {
            OptionalLong value = measure.valueAt(moment);
            return value.isPresent() && op.holds(value.getAsLong(), threshold);
        }

        @Override
        public long nextChange(Moment moment) {
            return switch (op) {
                case AT_LEAST, LESS_THAN -> measure.nextCrossing(moment, threshold);
                case MORE_THAN, AT_MOST -> measure.nextCrossing(moment, threshold + 1);
                case EQUAL, NOT_EQUAL ->
                    Math.min(measure.nextCrossing(moment, threshold), measure.nextCrossing(moment, threshold + 1));
            };
        }

        @Override
        public String text() {
            return measure.isTruth() && op == Op.EQUAL && threshold == 1
                    ? measure.text()
                    : measure.text() + " " + against();
        }

        /** {@code >= 90d}. */
        public String against() {
            return op.sign + " " + measure.show(threshold);
        }

        @Override
        public List<Compare> comparisons() {
            return List.of(this);
        }
    }

    /** Holds while all its parts hold; with no parts, always. */
    record All(List<Condition> parts) implements Condition {
        public All(Condition... parts) {
            this(List.of(parts));
        }

        @Override
        public boolean holds(Moment moment) {
            for (Condition part : parts) {
                if (!part.holds(moment)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long nextChange(Moment moment) {
            return earliest(parts, moment);
        }

        @Override
        public String text() {
            return parts.isEmpty() ? "true" : join(parts, " && ");
        }

        @Override
        public List<Compare> comparisons() {
            return flat(parts);
        }
    }

    /** Holds while any of its parts holds. */
    record Any(List<Condition> parts) implements Condition {
        public Any(Condition... parts) {
            this(List.of(parts));
        }

        @Override
        public boolean holds(Moment moment) {
            for (Condition part : parts) {
                if (part.holds(moment)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long nextChange(Moment moment) {
            return earliest(parts, moment);
        }

        @Override
        public String text() {
            return parts.isEmpty() ? "false" : "(" + join(parts, " || ") + ")";
        }

        @Override
        public List<Compare> comparisons() {
            return flat(parts);
        }
    }

    /** Holds while its part does not. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Moment moment) {
            return !part.holds(moment);
        }

        @Override
        public long nextChange(Moment moment) {
            return part.nextChange(moment);
        }

        @Override
        public String text() {
            return "!(" + part.text() + ")";
        }

        @Override
        public List<Compare> comparisons() {
            return part.comparisons();
        }
    }

    private static long earliest(List<Condition> parts, Moment moment) {
        long earliest = Measure.NEVER;
        for (Condition part : parts) {
            earliest = Math.min(earliest, part.nextChange(moment));
        }
        return earliest;
    }

    private static String join(List<Condition> parts, String with) {
        return parts.stream().map(Condition::text).collect(Collectors.joining(with));
    }

    private static List<Compare> flat(List<Condition> parts) {
        List<Compare> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.comparisons()));
        return all;
    }
}
