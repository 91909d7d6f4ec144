package io.sojourn.proof.flink;

import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;

/** One record of the ledger on its way to its customer: still encoded, since bytes are cheaper to pass on than objects. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record LedgerEntry(CustomerId customer, Mode mode, byte[] event) {
    /** Stands in where there is no customer, or none is known yet; nobody's id is empty. */
    static final CustomerId NOBODY = new CustomerId("");
}
