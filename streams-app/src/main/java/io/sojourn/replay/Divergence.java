package io.sojourn.replay;

import io.sojourn.customer.CustomerId;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer's published history leaves what the ledger says; one of the two records may be missing.
 *
 * @param where the published record stands; null if there is none
 */
public record Divergence(
        CustomerId customer,
        String id,
        @Nullable SpecificRecord says,
        @Nullable SpecificRecord published,
        @Nullable String where) {}
