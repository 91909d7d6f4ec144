package io.sojourn.proof.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.events.OrderCompleted;
import io.sojourn.events.ProductViewed;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.proof.load.Ground;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Events sent at a steady rate, most of them of the same few thousand people. Every so often comes a probe: the first order
 * of somebody new, which must cause a transition at once, and another when nothing follows.
 *
 * <p>An event's time is when it was due to be sent, so a sender that falls behind makes latency look worse, not better.
 */
final class Traffic implements AutoCloseable {
    static final String PROBE = "probe-";
    static final String CROWD = "crowd-";

    private static final int REGULARS = 30_000;
    private static final int PROBE_EVERY_MILLIS = 4;
    private static final int PROBE_EVERY_EVENTS = 50;
    private static final int UNDER_WAY = 200_000;
    private static final Duration SLICE = Duration.ofMillis(2);

    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;
    private final WireFormat wire;
    private final SplittableRandom random = new SplittableRandom(7);
    private long sent;
    private long probes;

    /** @param name part of all ids: what was told before tells nothing new */
    Traffic(Ground ground, String name) {
        this.name = name + "-";
        wire = new WireFormat(Map.of("schema.registry.url", ground.registry()));
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        ground.bootstrap(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        64 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends at {@code perSecond} for so long; returns when it is over. */
    void flow(int perSecond, Duration duration) {
        long begin = System.nanoTime();
        Instant beganAt = Instant.now();
        long slices = duration.dividedBy(SLICE);
        long due = 0;
        for (long slice = 1; slice <= slices; slice++) {
            Duration into = SLICE.multipliedBy(slice);
            long wait = begin + into.toNanos() - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            Instant at = beganAt.plus(into);
            long goal = perSecond * into.toMillis() / 1000;
            if (into.toMillis() % PROBE_EVERY_MILLIS == 0) {
                order(PROBE + name + sent, at);
                probes++;
                due++;
            }
            for (; due < goal; due++) {
                regular(at);
            }
        }
    }

    /**
     * Sends for so long as fast as it can, but for a pause whenever too many are on their way; a second's share of what came out
     * meanwhile.
     *
     * @param heard how many probes have been heard of so far
     */
    int flood(Duration duration, LongSupplier heard) {
        long end = System.nanoTime() + duration.toNanos();
        long before = heard.getAsLong();
        while (System.nanoTime() < end) {
            if ((probes - heard.getAsLong()) * PROBE_EVERY_EVENTS > UNDER_WAY) {
                LockSupport.parkNanos(SLICE.toNanos());
            } else {
                Instant now = Instant.now();
                order(PROBE + name + sent, now);
                probes++;
                for (int i = 1; i < PROBE_EVERY_EVENTS; i++) {
                    regular(now);
                }
            }
        }
        return (int) ((heard.getAsLong() - before) * PROBE_EVERY_EVENTS / duration.toSeconds());
    }

    /** So many who order at one instant: all of them fall silent together. */
    void crowd(int size, Instant at) {
        for (int i = 0; i < size; i++) {
            order(CROWD + name + sent, at);
        }
        producer.flush();
    }

    /** Asks for a policy, and returns when that has been heard. */
    void ask(String policy) throws InterruptedException, ExecutionException {
        PolicyActivated asked = new PolicyActivated(name, null, policy, 365);
        producer.send(new ProducerRecord<>(
                        Topics.WATERMARKS, asked.getEventId().getBytes(UTF_8), wire.encode(Topics.WATERMARKS, asked)))
                .get();
    }

    /** How many probes were sent so far. */
    long probes() {
        return probes;
    }

    private void regular(Instant at) {
        String customer = "regular-" + random.nextInt(REGULARS);
        if (random.nextInt(100) < 55) {
            order(customer, at);
        } else {
            send(Topics.VISITS, customer, new ProductViewed(name + sent, customer, at, "p-1", null));
        }
    }

    private void order(String customer, Instant at) {
        BigDecimal total = BigDecimal.valueOf(490_000, 4);
        send(
                Topics.ORDERS,
                customer,
                new OrderCompleted(name + sent, customer, name + sent, at, total, "USD", List.of()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a probe that is lost counts as not heard of
    private void send(String topic, String customer, SpecificRecord event) {
        sent++;
        producer.send(new ProducerRecord<>(topic, customer.getBytes(UTF_8), wire.encode(topic, event)));
    }

    @Override
    public void close() {
        producer.close();
        wire.close();
    }
}
