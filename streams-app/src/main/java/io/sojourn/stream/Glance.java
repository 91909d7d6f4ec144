package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import java.util.List;

/**
 * What a starting instance needs to know of every customer, and so stands first in the stored form.
 *
 * @param revision by which policy it was decided
 * @param places one for each ladder of the policy, in its order; none for who was erased
 */
record Glance(CustomerId customer, int revision, long lookAgainAt, List<Numbering.Place> places) {
    /** The same of who was erased, and stands nowhere. */
    Glance ofNobody() {
        return new Glance(customer, revision, lookAgainAt, List.of());
    }
}
