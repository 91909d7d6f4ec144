package io.sojourn.lifecycle;

import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Warning;
import io.sojourn.value.Rfm;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Something decided that others should hear. {@code at} is when it became true; {@code chain} includes this one. */
public sealed interface Announcement {
    CustomerId customer();

    /** The ladder, tag, warning or care moment it is about. */
    String subject();

    /** 1, 2, … within customer and subject. */
    int ordinal();

    long at();

    Cause cause();

    Because because();

    /** With {@link Cause#CORRECTION}: the ordinal, on the same subject, of what was decided without the late knowledge. */
    @Nullable
    Integer supersedes();

    Rfm rfm();

    Chain chain();

    /** A customer moved to another stage of a ladder. */
    record StageChanged(
            CustomerId customer,
            String subject,
            int ordinal,
            String from,
            String to,
            long at,
            Cause cause,
            Because because,
            @Nullable Integer supersedes,
            Rfm rfm,
            OptionalLong previousStageMillis,
            Chain chain)
            implements Announcement {}

    /** A customer has a tag from now on, or no longer. */
    record TagChanged(
            CustomerId customer,
            String subject,
            int ordinal,
            boolean added,
            @Nullable String group,
            OptionalLong expiresAt,
            long at,
            Cause cause,
            Because because,
            @Nullable Integer supersedes,
            Rfm rfm,
            Chain chain)
            implements Announcement {}

    /** It is time to turn to a customer. */
    record CareDue(
            CustomerId customer,
            String subject,
            int ordinal,
            long actionableUntil,
            long at,
            Cause cause,
            Because because,
            @Nullable Integer supersedes,
            Rfm rfm,
            Chain chain)
            implements Announcement {}

    /**
     * A warning was raised, with until when acting on it makes sense, or cleared ({@code actionableUntil} empty).
     *
     * @param level how loud it is now; of one that was cleared, how loud it was
     * @param previousLevel how loud it was, where it is raised still and has become louder or quieter; else null
     * @param atStake in 1/10,000; empty where it was cleared, is not asked, or has no value
     */
    record ChurnWarned(
            CustomerId customer,
            String subject,
            int ordinal,
            Warning.Level level,
            Warning.@Nullable Level previousLevel,
            boolean raised,
            OptionalLong atStake,
            OptionalLong actionableUntil,
            long at,
            Cause cause,
            Because because,
            @Nullable Integer supersedes,
            Rfm rfm,
            Chain chain)
            implements Announcement {}
}
