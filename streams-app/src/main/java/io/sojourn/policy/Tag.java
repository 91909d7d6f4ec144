package io.sojourn.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a customer is called while a condition holds.
 *
 * @param category what kind of tag, for budgets and for people
 * @param owner who answers for it
 * @param group of tags at most one of which a customer has: a condition says by itself that no tag above holds
 * @param ttlMillis how long it lasts at most, or {@link Measure#EVER}; then it comes back only after its condition ceased
 */
public record Tag(
        String id,
        Title title,
        @Nullable String category,
        @Nullable String owner,
        @Nullable String description,
        @Nullable String group,
        long ttlMillis,
        Condition when)
        implements Mark {
    public Tag(String id, Title title, Condition when) {
        this(id, title, null, null, null, null, Measure.EVER, when);
    }

    @Override
    public boolean canBeSpent() {
        return ttlMillis != Measure.EVER;
    }

    /** When it ends by itself that was added then, or {@link Measure#NEVER}. */
    public long expiresAt(long added) {
        return canBeSpent() ? added + ttlMillis : Measure.NEVER;
    }

    /** How long it lasts, as a policy writes it. */
    public String ttl() {
        return Durations.call(ttlMillis);
    }
}
