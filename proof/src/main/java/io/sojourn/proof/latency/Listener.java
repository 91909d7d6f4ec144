package io.sojourn.proof.latency;

import io.sojourn.decisions.StageTransition;
import io.sojourn.proof.load.AnotherLadder;
import io.sojourn.proof.load.Ground;
import io.sojourn.proof.load.Reading;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads transitions as they are committed and notes how long after their instant each came. */
final class Listener implements Runnable {
    private static final long MOST_MILLIS = 3_600_000;

    private final Ground ground;
    private final CountDownLatch listens = new CountDownLatch(1);
    private volatile boolean done;
    private Histogram events = fresh();
    private Histogram silences = fresh();
    private long probes;
    private long crowd;
    private Instant lastOfCrowd = Instant.EPOCH;
    private long moved;
    private Instant lastOfMoved = Instant.EPOCH;

    Listener(Ground ground) {
        this.ground = ground;
    }

    @Override
    public void run() {
        try (Consumer<byte[], byte[]> consumer = Reading.committed(ground);
                WireFormat wire = new WireFormat(Map.of("schema.registry.url", ground.registry()))) {
            Reading.assignAll(consumer, List.of(Topics.STAGE_TRANSITIONS), ground.partitions());
            consumer.seekToEnd(consumer.assignment());
            consumer.assignment().forEach(consumer::position);
            listens.countDown();
            while (!done) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    hear((StageTransition) wire.decode(record.topic(), record.value()), Instant.now());
                }
            }
        }
    }

    private synchronized void hear(StageTransition transition, Instant now) {
        long late =
                Math.max(0, Duration.between(transition.getEffectiveAt(), now).toMillis());
        boolean silence = transition.getTo().equals("DORMANT");
        if (transition.getLadder().equals(AnotherLadder.ID)) {
            if (transition.getCustomerId().startsWith(Traffic.CROWD)) {
                moved++;
                lastOfMoved = now;
            }
        } else if (transition.getCustomerId().startsWith(Traffic.PROBE)) {
            (silence ? silences : events).recordValue(Math.min(MOST_MILLIS, late));
            probes += silence ? 0 : 1;
        } else if (silence && transition.getCustomerId().startsWith(Traffic.CROWD)) {
            crowd++;
            lastOfCrowd = now;
        }
    }

    /** Returns when nothing that is said from now on can be missed. */
    void await() throws InterruptedException {
        listens.await();
    }

    /** What was heard of since the last time, events first. */
    synchronized List<Histogram> take() {
        List<Histogram> heard = List.of(events, silences);
        events = fresh();
        silences = fresh();
        return heard;
    }

    /** How many probes have been heard of. */
    synchronized long probes() {
        return probes;
    }

    /** How many of a crowd have been found silent. */
    synchronized long crowd() {
        return crowd;
    }

    /** When the latest of them was. */
    synchronized Instant lastOfCrowd() {
        return lastOfCrowd;
    }

    /** How many of a crowd another policy has moved. */
    synchronized long moved() {
        return moved;
    }

    /** When the latest of them was. */
    synchronized Instant lastOfMoved() {
        return lastOfMoved;
    }

    void stop() {
        done = true;
    }

    private static Histogram fresh() {
        return new Histogram(MOST_MILLIS, 3);
    }
}
