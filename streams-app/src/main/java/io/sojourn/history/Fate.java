package io.sojourn.history;

import java.util.Comparator;

/**
 * What became of a row or an order.
 *
 * @param label the id of the mapping's rule, or the reason of a refusal
 */
record Fate(Sort sort, String label) implements Comparable<Fate> {
    /** In the order of the summary. */
    enum Sort {
        /** Goes to the ledger. */
        IMPORTED,
        /** Of nobody we know: goes to {@code guests}. */
        GUEST,
        /** Makes no event, by a rule of the mapping. */
        SKIPPED,
        /** Its total makes no event, by a rule of the mapping. */
        DROPPED,
        /** Says again what an earlier row said. */
        REPEATED,
        /** After the instant the import was told to end at. */
        LATER,
        /** Goes to {@code rejected}. */
        REFUSED
    }

    private static final Comparator<Fate> ORDER =
            Comparator.comparing(Fate::sort).thenComparing(Fate::label);

    @Override
    public int compareTo(Fate other) {
        return ORDER.compare(this, other);
    }
}
