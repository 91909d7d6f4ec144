package io.sojourn.collector;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something occurred, by a sender whose clock may be wrong: as Segment does it, what the sender says is moved by as
 * much as its {@code sentAt} differs from our time of arrival. A small difference is the journey, and moves nothing, so that
 * what a server states stays as it states it.
 *
 * @param receivedAt by our clock
 * @param sentAt by the sender's; null if it does not say
 */
record SenderTime(Instant receivedAt, @Nullable Instant sentAt) {
    static final Duration JOURNEY = Duration.ofSeconds(10);
    /** Beyond these years nothing is reckoned; intake refuses it. */
    private static final Duration FAR = Duration.ofDays(200 * 365);

    /** @param stated by the sender; null if it does not say: then it occurred when it came */
    Instant occurredAt(@Nullable Instant stated) {
        if (stated == null) {
            return receivedAt;
        }
        if (sentAt == null || isFar(stated) || isFar(sentAt)) {
            return stated;
        }
        var off = Duration.between(sentAt, receivedAt);
        return off.abs().compareTo(JOURNEY) <= 0 ? stated : stated.plus(off);
    }

    private boolean isFar(Instant instant) {
        return Duration.between(instant, receivedAt).abs().compareTo(FAR) > 0;
    }
}
