package io.sojourn.dev.shop;

import java.time.Instant;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Something that happens in the shop at an instant, to be told as one of our input events. */
public final class Moment {
    private final Instant at;
    private final @Nullable String customerId;
    private final Function<Instant, SpecificRecord> telling;

    Moment(Instant at, @Nullable String customerId, Function<Instant, SpecificRecord> telling) {
        this.at = at;
        this.customerId = customerId;
        this.telling = telling;
    }

    /** When it happens, in the shop's own time. */
    public Instant at() {
        return at;
    }

    /** Whose event it is; null for a guest's. */
    public @Nullable String customerId() {
        return customerId;
    }

    /** The event, as it happened. */
    public SpecificRecord event() {
        return telling.apply(at);
    }

    /** The event as if it had happened at {@code instant}: for a shop that is shown faster than it lives. */
    public SpecificRecord eventAt(Instant instant) {
        return telling.apply(instant);
    }
}
