package io.sojourn.lifecycle;

import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Warning;
import io.sojourn.value.Rfm;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Something decided that others should hear. {@code at} is when it became true; {@code chain} includes this one. */
public sealed interface Announcement {
    CustomerId customer();

    /** The ladder or warning it is about. */
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

    /** A warning was raised, with until when acting on it makes sense, or cleared ({@code actionableUntil} empty). */
    record ChurnWarned(
            CustomerId customer,
            String subject,
            int ordinal,
            Warning.Level level,
            boolean raised,
            OptionalLong actionableUntil,
            long at,
            Cause cause,
            Because because,
            @Nullable Integer supersedes,
            Rfm rfm,
            Chain chain)
            implements Announcement {}
}
