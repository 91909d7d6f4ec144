package io.sojourn.intake;

import java.time.Instant;

/** What intake says to an event. */
public sealed interface Verdict {
    /** It becomes part of the ledger, under this customer. */
    record Accepted(String customerId, String eventId, Instant occurredAt) implements Verdict {}

    /** It is sound but names no customer: kept apart, never decided about. */
    record Guest(String eventId, Instant occurredAt) implements Verdict {}

    /** It is not taken in. */
    record Refused(Refusal refusal) implements Verdict {}
}
