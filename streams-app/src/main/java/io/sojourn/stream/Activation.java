package io.sojourn.stream;

import io.sojourn.ledger.NumbersActivated;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.lifecycle.Cause;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.value.Rfm;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What becomes active at a place of the ledger: a policy, or numbers that take the place of those in the policy before.
 *
 * @param at where it stands in the ledger; 0 while it is only asked for
 * @param windowMillis the trailing window of RFM; 0 for numbers, which leave it as it is
 */
public record Activation(String eventId, long at, String text, long windowMillis) {
    /** What this entry activates; null if it is none that does. */
    public static @Nullable Activation of(SpecificRecord entry) {
        if (entry instanceof PolicyActivated policy) {
            return of(policy.getEventId(), policy.getAt(), policy.getPolicy(), policy.getRfmWindowDays() * Rfm.DAY);
        } else if (entry instanceof NumbersActivated numbers) {
            return of(numbers.getEventId(), numbers.getAt(), numbers.getNumbers(), 0);
        }
        return null;
    }

    private static Activation of(String eventId, @Nullable Instant at, String text, long windowMillis) {
        return new Activation(eventId, at == null ? 0 : at.toEpochMilli(), text, windowMillis);
    }

    /**
     * What decides from there on.
     *
     * @param before what decided until then
     * @throws IllegalArgumentException with all that is wrong
     */
    public Policy after(Policy before, Policies.Reader reader) {
        return isPolicy() ? reader.read(text, windowMillis) : reader.renumber(before, text);
    }

    /** Whether it is a whole policy. */
    public boolean isPolicy() {
        return windowMillis > 0;
    }

    /** Why customers move by it. */
    public Cause cause(Policy before, Policy after) {
        boolean sameLimits =
                Objects.equals(before.written().cutPoints(), after.written().cutPoints());
        return isPolicy() || sameLimits ? Cause.POLICY : Cause.CUTPOINTS;
    }
}
