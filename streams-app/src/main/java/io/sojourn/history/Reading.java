package io.sojourn.history;

/** What a row turned out to be. */
sealed interface Reading {
    /** Says something of an order. */
    record OfOrder(Draft draft) implements Reading {}

    /** Belongs to no order, by the rule of that id. */
    record Skipped(String rule) implements Reading {}

    /** Cannot be used, and its order is unknown. */
    record Refused(RowRefusal refusal) implements Reading {}
}
