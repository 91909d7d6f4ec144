package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The customers in the changelog of the product's store, for whoever reads it record by record. */
public final class Saved {
    private final StandingCodec codec;
    private final Map<Bytes, byte[]> records = new HashMap<>();

    public Saved(Policy policy) {
        codec = new StandingCodec(policy);
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
        records.forEach((key, value) -> {
            // The ticks not worked off yet stand under an empty key.
            if (key.get().length > 0 && !BlockKey.is(key.get())) {
                CustomerId customer = CustomerId.fromKey(key.get());
                listener.accept(codec.decode(customer, value, records::get).standing());
            }
        });
    }
}
