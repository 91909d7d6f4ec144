package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Purchases;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the product's store would write of customers, for whoever writes it by hand. */
public final class Unsaved {
    private final StandingCodec codec;
    private final Blocks blocks = new Blocks();
    private final Map<CustomerId, Purchases> stored = new HashMap<>();

    public Unsaved(Policy policy) {
        codec = new StandingCodec(new Revisions(Policies.only(policy)));
    }

    /** Tells the records, by key, that make the stored form of this customer what it should be; null deletes one. */
    public void write(Standing standing, BiConsumer<byte[], byte @Nullable []> record) {
        CustomerId customer = standing.customer();
        Purchases now = standing.facts().purchases();
        Purchases was = stored.put(customer, now);
        blocks.changed(
                customer, now, was == null ? Purchases.NONE : was, (key, bytes) -> record.accept(key.get(), bytes));
        record.accept(customer.toKey(), codec.encode(new Remembered(standing, Long.MIN_VALUE)));
    }
}
