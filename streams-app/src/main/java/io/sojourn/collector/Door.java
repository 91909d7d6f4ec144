package io.sojourn.collector;

import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.Refusal;
import io.sojourn.intake.Verdict;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Asks of every event what intake will ask of it, so that the sender hears at once what would end in {@code rejected}. */
final class Door {
    private final IntakeChecks checks;
    private final int mostAtOnce;
    private final Map<Class<?>, String> topics = new HashMap<>();

    Door(IntakeChecks checks, int mostAtOnce) {
        this.checks = checks;
        this.mostAtOnce = mostAtOnce;
        for (Topic topic : Topics.catalogue(1, 1)) {
            if (Topics.INPUTS.contains(topic.name())) {
                topic.types().forEach(type -> topics.put(type, topic.name()));
            }
        }
    }

    /** @throws Problem if these are more events than one request may have */
    void requireFew(int events) {
        if (events > mostAtOnce) {
            throw Problem.lasting(
                    413,
                    "batch-too-large",
                    "There are " + events + " events in the request.",
                    "Send at most " + mostAtOnce + " at a time (setting collector.max.batch).");
        }
    }

    /** @param named what the sender calls a field of ours */
    Reading check(@Nullable String id, SpecificRecord event, Instant receivedAt, UnaryOperator<String> named) {
        var topic = topics.get(event.getClass());
        if (topic == null) {
            throw new IllegalArgumentException(
                    "No topic takes a " + event.getClass().getName());
        }
        return checks.check(topic, event, receivedAt) instanceof Verdict.Refused refused
                ? new Reading.Refused(id, renamed(refused.refusal(), named))
                : new Reading.Taken(id, event);
    }

    private static Refusal renamed(Refusal refusal, UnaryOperator<String> named) {
        var field = refusal.field();
        return field == null
                ? refusal
                : new Refusal(refusal.reason(), named.apply(field), refusal.value(), refusal.hint());
    }
}
