package io.sojourn.collector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event has.
 *
 * @param eventId a second event with it changes nothing
 * @param customerId null for a guest
 */
record Head(String eventId, @Nullable String customerId, Instant occurredAt) {}
