package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.Activation;
import io.sojourn.stream.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/** Asks the clock to write into the ledger what is to decide from now on, and waits until it stands there. */
final class Activating implements AutoCloseable {
    private static final String KEY = "policy:";
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final Settings settings;
    private final Policies policies;
    private final WireFormat wire;

    Activating(Settings settings) throws InterruptedException, ExecutionException {
        this.settings = settings;
        policies = PolicyChoice.of(settings);
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, Topics.WATERMARKS, AclOperation.READ, AclOperation.WRITE);
            Cluster.requireTopic(settings, admin, Topics.LEDGER, AclOperation.READ);
        }
        wire = new WireFormat(settings.registry());
    }

    /**
     * What would decide if this became active now, reckoned as the application does.
     *
     * @throws CommandFailed if it would not become active
     */
    Policy tried(SpecificRecord asked) {
        Revisions revisions = inForce();
        String refusal = revisions.activate(Objects.requireNonNull(Activation.of(asked)));
        if (refusal != null) {
            throw new CommandFailed(ExitCode.REFUSED, refusal, "Nothing was asked for; what decides goes on.");
        }
        return revisions.latest().policy();
    }

    private Revisions inForce() {
        Revisions revisions = new Revisions(policies);
        try (var watermarks = new TopicReader(settings, Topics.WATERMARKS, StartingPoint.EARLIEST)) {
            watermarks.readToTheEnd(record -> {
                Activation asked = asked(record);
                if (asked != null && !revisions.knows(asked.eventId())) {
                    add(asked, revisions);
                }
                return true;
            });
        }
        return revisions;
    }

    private static void add(Activation asked, Revisions revisions) {
        try {
            revisions.activate(asked);
        } catch (IllegalStateException unreadable) {
            // The clock did not let it into the ledger either.
        }
    }

    private @Nullable Activation asked(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && new String(record.key(), UTF_8).startsWith(KEY)
                ? Activation.of(wire.decode(record.topic(), record.value()))
                : null;
    }

    /**
     * Asks, and waits.
     *
     * @return the instant from which on it decides
     */
    Instant activate(String what, String eventId, SpecificRecord asked)
            throws InterruptedException, ExecutionException {
        AtomicReference<@Nullable Activation> there = new AtomicReference<>();
        try (var ledger =
                new TopicReader(settings, Topics.LEDGER, new StartingPoint(StartingPoint.Edge.LATEST, null))) {
            Cluster.send(
                    settings,
                    Topics.WATERMARKS,
                    (KEY + eventId).getBytes(UTF_8),
                    wire.encode(Topics.WATERMARKS, asked));
            boolean stands = ledger.follow(WITHIN, record -> {
                Activation activation =
                        record.key() == null ? Activation.of(wire.decode(record.topic(), record.value())) : null;
                there.set(activation);
                return activation == null || !activation.eventId().equals(eventId);
            });
            if (!stands) {
                throw new CommandFailed(
                        ExitCode.UNREACHABLE,
                        what + " was asked for, but does not stand in the ledger after " + WITHIN.toSeconds() + " s.",
                        "Does the application run? The clock writes it when it does; `sojourn clock status` says where"
                                + " the clock stands. Asking again would activate it twice, which changes nothing the second time.");
            }
        }
        return Instant.ofEpochMilli(
                Objects.requireNonNull(there.get(), "it stands there").at());
    }

    @Override
    public void close() {
        wire.close();
    }
}
