package io.sojourn.collector;

import io.sojourn.CollectorSettings;
import io.sojourn.Settings;
import io.sojourn.connectors.EventSender;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings events to the broker, so many at a time, and says when it has them. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** So long after a failure others are told not to send us anything. */
    private static final long DOUBT_NANOS = Duration.ofSeconds(5).toNanos();
    /** Topics are known from the start: only what fills the producer's memory holds a thread, and only so long. */
    private static final Duration BLOCKS_FOR = Duration.ofSeconds(2);

    private static final Duration TOPICS_REMEMBERED = Duration.ofDays(1);

    private final Function<SpecificRecord, CompletableFuture<?>> sender;
    private final LongSupplier nanos;
    private final int most;
    private final Semaphore places;
    private final AtomicLong failedAt;
    private volatile boolean failed;

    /**
     * @param sender completes when the broker has the event
     * @param most events that may wait for the broker
     */
    Delivery(Function<SpecificRecord, CompletableFuture<?>> sender, int most, LongSupplier nanos) {
        this.sender = sender;
        this.most = most;
        this.places = new Semaphore(most);
        this.nanos = nanos;
        this.failedAt = new AtomicLong(nanos.getAsLong());
    }

    /** The settings of a producer that gives up in time to tell the sender; what is set for Kafka wins. */
    static Map<String, Object> producer(Settings settings) {
        CollectorSettings collector = settings.collector();
        var config = new HashMap<String, Object>(settings.kafka());
        config.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "sojourn-collector");
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                collector.patience().toMillis());
        config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                collector.patience().dividedBy(2).toMillis());
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKS_FOR.toMillis());
        config.putIfAbsent(ProducerConfig.METADATA_MAX_IDLE_CONFIG, TOPICS_REMEMBERED.toMillis());
        return config;
    }

    static Delivery by(EventSender sender, int most) {
        return new Delivery(sender::send, most, System::nanoTime);
    }

    /**
     * Sends events in their order.
     *
     * @return completes when the broker has them all, with what went wrong if it has not
     * @throws Problem if too many wait already
     */
    CompletableFuture<Void> deliver(List<? extends SpecificRecord> events) {
        // More than there are places: whoever sends as many alone is let in when nobody else is.
        int needed = Math.min(events.size(), most);
        if (!places.tryAcquire(needed)) {
            throw Problem.overload("Too many events wait for the broker.");
        }
        CompletableFuture<?>[] sent = new CompletableFuture<?>[events.size()];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = sender.apply(events.get(i));
        }
        return CompletableFuture.allOf(sent).whenComplete((all, trouble) -> {
            places.release(needed);
            if (trouble != null) {
                failed(trouble);
            }
        });
    }

    /** Said once in a while: when the broker is away, every request fails. */
    private void failed(Throwable trouble) {
        boolean news = !inDoubt();
        failedAt.set(nanos.getAsLong());
        failed = true;
        if (news) {
            var cause = trouble.getCause() == null ? trouble : trouble.getCause();
            LOG.atWarn().addKeyValue("why", cause.getMessage()).log("Events could not be delivered");
        }
    }

    private boolean inDoubt() {
        return failed && nanos.getAsLong() - failedAt.get() < DOUBT_NANOS;
    }

    /** How many events wait for the broker, about. */
    int waiting() {
        return most - places.availablePermits();
    }

    /** False while many wait, and for a moment after the broker did not take something. */
    boolean flows() {
        return waiting() < most && !inDoubt();
    }
}
