package io.sojourn.connectors.webhook;

import io.sojourn.connectors.webhook.Answer.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt at a delivery and says what is to become of it. Thread-safe. */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Function<Letter, Answer> receiver;
    private final KeyRing keys;
    private final Wanted wanted;
    private final Backoff backoff;
    private final WebhookSettings settings;
    private final Clock clock;

    /** Until when the receiver asked not to be bothered, whoever it told. */
    private final AtomicReference<Instant> restUntil = new AtomicReference<>(Instant.MIN);

    private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();

    Courier(
            Function<Letter, Answer> receiver,
            KeyRing keys,
            Wanted wanted,
            Backoff backoff,
            WebhookSettings settings,
            Clock clock) {
        this.receiver = receiver;
        this.keys = keys;
        this.wanted = wanted;
        this.backoff = backoff;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is to become of a delivery.
     *
     * @param nextIn how long until the next attempt; empty where there will be none
     * @param trouble why it will never be delivered; empty where it was, or may still be
     */
    record Outcome(Optional<Duration> nextIn, Optional<UndeliverableException> trouble) {
        static final Outcome DELIVERED = new Outcome(Optional.empty(), Optional.empty());

        static Outcome later(Duration nextIn) {
            return new Outcome(Optional.of(nextIn), Optional.empty());
        }
    }

    Outcome attempt(Delivery delivery) {
        Instant now = clock.instant();
        Instant giveUpAt = delivery.takenUpAt(now).plus(settings.retryFor());
        if (wanted.isLate(delivery.decision(), now)) {
            return dead(
                    delivery,
                    "too late to act on it since " + wanted.freshUntil(delivery.decision()) + "; " + delivery.soFar());
        }
        Instant rest = restUntil.get();
        if (now.isBefore(rest)) {
            return again(delivery, Duration.between(now, rest).plus(backoff.after(1)), now, giveUpAt);
        }
        Answer answer = receiver.apply(Letter.sealed(
                delivery.decision().id(), CloudEvent.of(delivery.decision(), settings.source()), now, keys.keys()));
        if (answer.verdict() == Verdict.DELIVERED) {
            praise();
            return Outcome.DELIVERED;
        }
        int failures = delivery.failed(answer.reason());
        if (answer.verdict() == Verdict.REFUSED) {
            return dead(delivery, "the receiver " + answer.reason() + ", which another attempt would not change");
        }
        complain(answer.reason());
        Instant then = clock.instant();
        Duration asked = answer.rest().map(this::bounded).orElse(Duration.ZERO);
        restUntil.accumulateAndGet(then.plus(asked), (one, other) -> one.isAfter(other) ? one : other);
        return again(delivery, asked.plus(backoff.after(failures)), then, giveUpAt);
    }

    private Outcome again(Delivery delivery, Duration wait, Instant now, Instant giveUpAt) {
        return now.plus(wait).isAfter(giveUpAt)
                ? dead(
                        delivery,
                        "not delivered within " + settings.retryFor().toMillis() + " ms (" + WebhookSettings.RETRY_FOR
                                + "); " + delivery.soFar())
                : Outcome.later(wait);
    }

    private Duration bounded(Duration asked) {
        Duration most = settings.retryAfterMost();
        return asked.compareTo(most) > 0 ? most : asked;
    }

    private static Outcome dead(Delivery delivery, String reason) {
        return new Outcome(
                Optional.empty(),
                Optional.of(new UndeliverableException(
                        "decision " + delivery.decision().id() + ": " + reason)));
    }

    /** Said once for an outage, not once an attempt. */
    private void complain(String reason) {
        if (failingSince.compareAndSet(null, clock.instant())) {
            LOG.warn("The receiver {}; trying again until it takes decisions", reason);
        }
    }

    private void praise() {
        Instant since = failingSince.getAndSet(null);
        if (since != null) {
            LOG.info(
                    "The receiver takes decisions again, after {} s",
                    Duration.between(since, clock.instant()).toSeconds());
        }
    }
}
