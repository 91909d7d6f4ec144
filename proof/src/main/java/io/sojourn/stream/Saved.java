package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The customers in the changelog of the product's store, for whoever reads it record by record. */
public final class Saved {
    private final Revisions revisions;
    private final StandingCodec codec;
    private final Map<Bytes, byte[]> records = new HashMap<>();

    public Saved(Policies policies) {
        revisions = new Revisions(policies);
        codec = new StandingCodec(revisions);
    }

    /** The next record; null deletes the one with this key. */
    public void hear(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            records.remove(Bytes.wrap(key));
        } else {
            records.put(Bytes.wrap(key), value);
        }
    }

    /** Tells every customer as they are now. */
    public void each(Consumer<Standing> listener) {
        // Alike in every partition, once all is worked off.
        revisions.begin(records.get(Customers.POLICIES_KEY));
        records.forEach((key, value) -> {
            if (Customers.isOfCustomer(key)) {
                CustomerId customer = CustomerId.fromKey(key.get());
                listener.accept(codec.decode(customer, value, records::get).standing());
            }
        });
    }
}
