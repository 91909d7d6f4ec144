package io.sojourn.connectors.webhook;

import io.sojourn.connectors.webhook.AddressGuard.PrivateAddressException;
import io.sojourn.connectors.webhook.Lanes.DeadLetter;
import io.sojourn.schemas.RegistryUnavailableException;
import io.sojourn.schemas.UnreadableRecordException;
import io.sojourn.schemas.WireFormat;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes decisions from Connect and posts them, each until it has arrived or stands in the dead-letter topic, and lets
 * Connect commit no further than that. Connect calls it from one thread, and never waits here for a receiver.
 */
public final class WebhookSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSinkTask.class);

    /** While something is under way Connect looks in so often, for dead letters and for whether there is room again. */
    private static final Duration LOOK_IN = Duration.ofMillis(250);

    private static final Duration ASK_REGISTRY_AGAIN = Duration.ofSeconds(2);

    private final Clock clock = Clock.systemUTC();
    private final Map<TopicPartition, Progress> progress = new HashMap<>();
    private boolean paused;

    @SuppressWarnings("NullAway.Init") // as are those below: Connect starts a task before it uses it
    private WebhookSettings settings;

    @SuppressWarnings("NullAway.Init")
    private Wanted wanted;

    @SuppressWarnings("NullAway.Init")
    private DeadLetters deadLetters;

    @SuppressWarnings("NullAway.Init")
    private WireFormat wire;

    @SuppressWarnings("NullAway.Init")
    private Receiver receiver;

    @SuppressWarnings("NullAway.Init")
    private Lanes lanes;

    @Override
    public void start(Map<String, String> properties) {
        settings = new WebhookSettings(properties);
        wanted = settings.wanted();
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter == null) {
            throw new ConnectException("This worker offers no dead-letter topic: it needs Kafka Connect 2.6 or newer");
        }
        deadLetters = new DeadLetters(reporter);
        AddressGuard guard = new AddressGuard(SystemDefaultDnsResolver.INSTANCE, settings.allowsPrivateAddresses());
        lookUp(guard, settings.url().getHost());
        wire = new WireFormat(settings.registry());
        receiver = new Receiver(settings, guard, clock);
        Backoff backoff = new Backoff(
                settings.retryBackoff(),
                settings.retryBackoffMost(),
                most -> ThreadLocalRandom.current().nextLong(most + 1));
        Courier courier = new Courier(receiver::post, settings.keys(), wanted, backoff, settings, clock);
        lanes = new Lanes(settings.maxInFlight(), courier::attempt);
        LOG.info("Posting decisions to {}", receiver);
    }

    /** A private address is better refused now than decision by decision; a name unknown now may be known later. */
    private static void lookUp(AddressGuard guard, String host) {
        try {
            var unused = guard.resolve(host);
        } catch (PrivateAddressException e) {
            throw new ConnectException(WebhookSettings.URL + ": " + e.getMessage(), e);
        } catch (UnknownHostException e) {
            LOG.warn("The receiver's name {} is not known yet", host);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        lanes.throwFault();
        bury();
        // All are read before one is taken, since Connect gives all of them again when one cannot be read yet.
        List<Runnable> taken = new ArrayList<>();
        for (SinkRecord record : records) {
            taken.add(read(record));
        }
        taken.forEach(Runnable::run);
        deadLetters.await();
        takeBreath();
    }

    /** What is to be done about a record. */
    private Runnable read(SinkRecord record) {
        try {
            Decision decision = new Decision(wire.decode(record.topic(), bytesOf(record)));
            return wanted.wants(decision, clock.instant())
                    ? () -> lanes.add(new Delivery(record, decision, progressOf(record)))
                    : () -> LOG.debug("Left out: decision {}", decision.id());
        } catch (UnreadableRecordException e) {
            return () -> deadLetters.send(record, new UndeliverableException(e.reason() + ": " + e.hint()));
        } catch (UndeliverableException e) {
            return () -> deadLetters.send(record, e);
        } catch (RegistryUnavailableException e) {
            context.timeout(ASK_REGISTRY_AGAIN.toMillis());
            throw new RetriableException(e.getMessage(), e);
        }
    }

    private static byte[] bytesOf(SinkRecord record) {
        if (record.value() instanceof byte[] bytes) {
            return bytes;
        } else if (record.value() == null) {
            throw new UndeliverableException("a record without a value is no decision");
        }
        throw new ConnectException("value.converter gives "
                + record.value().getClass().getName()
                + ": set it to org.apache.kafka.connect.converters.ByteArrayConverter, the sink decodes by itself");
    }

    /** What lanes have given up is put where it is kept, and then no longer stands in the way of its customer. */
    private void bury() {
        List<DeadLetter> buried = new ArrayList<>();
        for (Optional<DeadLetter> next = lanes.nextDeadLetter(); next.isPresent(); next = lanes.nextDeadLetter()) {
            if (!next.get().delivery().isForAnotherTask()) {
                deadLetters.send(next.get().delivery().record(), next.get().reason());
            }
            buried.add(next.get());
        }
        deadLetters.await();
        buried.forEach(each -> lanes.settle(each.delivery()));
    }

    /** Reads no further while much is under way, so that an outage of the receiver does not fill the memory. */
    private void takeBreath() {
        int waiting = lanes.waiting();
        if (waiting > 0) {
            context.timeout(LOOK_IN.toMillis());
        }
        if (waiting >= settings.maxPending()) {
            context.pause(everything());
            paused = true;
        } else if (paused && waiting <= settings.maxPending() / 2) {
            context.resume(everything());
            paused = false;
        }
    }

    private TopicPartition[] everything() {
        return context.assignment().toArray(new TopicPartition[0]);
    }

    private Progress progressOf(SinkRecord record) {
        // As it stood in Kafka, whatever transforms have made of it: that is what Connect commits.
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        return progress.computeIfAbsent(partition, each -> new Progress());
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> read) {
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>(read);
        committable.replaceAll((partition, offset) -> {
            Progress known = progress.get(partition);
            return known == null ? offset : known.committable(offset);
        });
        return committable;
    }

    /** Partitions go to another task, which posts what is not committed. Here no more of it is begun. */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Progress known = progress.remove(partition);
            if (known != null) {
                known.giveAway();
            }
        }
    }

    @Override
    public void stop() {
        if (lanes != null) {
            lanes.close();
            receiver.close();
            wire.close();
        }
    }

    @Override
    public String version() {
        return WebhookSinkConnector.ownVersion();
    }
}
