package io.sojourn.dev.shop;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer enters the shop for the first time.
 *
 * @param number 0, 1, 2, … in order of arrival; the customer's draws depend on nothing else
 * @param at epoch milliseconds
 * @param sale the flash sale that brought them, if one did
 */
record Arrival(long number, long at, @Nullable Sale sale) {
    String customerId() {
        return String.format(Locale.ROOT, "c-%06d", number + 1);
    }
}
