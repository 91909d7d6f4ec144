package io.sojourn.intake;

import io.sojourn.schemas.RegistryUnavailableException;
import io.sojourn.schemas.UnreadableRecordException;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes records, and waits while the schema registry is away: an outage is nobody's bad record.
 *
 * <p>What happens while a stream thread waits here, since it holds up all its tasks:
 *
 * <ul>
 *   <li>It only comes to that for a schema not seen before; what is known goes on being read and written.
 *   <li>After {@code transaction.timeout.ms} (10 s in Kafka Streams) the broker aborts the open transaction. When the wait
 *       is over, the next commit finds the producer fenced, and the thread closes its tasks, rejoins and reads the same
 *       records again from the last commit.
 *   <li>After {@code max.poll.interval.ms} (5 min) the group gives the tasks to another thread or instance, which waits
 *       likewise. Again the first thread finds itself fenced and rejoins.
 * </ul>
 *
 * In every case the waiting record has not been committed: nothing is lost, doubled or refused. Letters stand still with
 * it, so the clock does too, and silence is not mistaken for quiet customers.
 *
 * <p>Thread-safe; one for the whole process.
 */
public final class PatientWire {
    private static final Logger LOG = LoggerFactory.getLogger(PatientWire.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final WireFormat wire;
    private final Consumer<Boolean> waiting;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param wire reads and writes; closed by whoever made it
     * @param waiting told by a thread that it starts (true) or ends (false) to wait
     */
    public PatientWire(WireFormat wire, Consumer<Boolean> waiting) {
        this.wire = wire;
        this.waiting = waiting;
    }

    /**
     * As {@link WireFormat#decode}, however long the registry takes.
     *
     * @throws UnreadableRecordException if these bytes are no record of ours and never will be
     * @throws TaskMigratedException if the wait was ended by {@link #stop()} or an interrupt
     */
    public SpecificRecord decode(String topic, byte[] bytes) {
        return insist(() -> wire.decode(topic, bytes));
    }

    /**
     * As {@link WireFormat#decodeHead}, however long the registry takes.
     *
     * @throws UnreadableRecordException if these bytes are no record of ours and never will be
     * @throws TaskMigratedException if the wait was ended by {@link #stop()} or an interrupt
     */
    public SpecificRecord decodeHead(String topic, byte[] bytes) {
        return insist(() -> wire.decodeHead(topic, bytes));
    }

    /**
     * As {@link WireFormat#encode}, however long the registry takes.
     *
     * @throws TaskMigratedException if the wait was ended by {@link #stop()} or an interrupt
     */
    public byte[] encode(String topic, SpecificRecord record) {
        return insist(() -> wire.encode(topic, record));
    }

    /** The bytes, or empty if the registry is needed for them and away: for records that can as well be left out. */
    public Optional<byte[]> encodeIfReachable(String topic, SpecificRecord record) {
        try {
            return Optional.of(wire.encode(topic, record));
        } catch (RegistryUnavailableException e) {
            LOG.debug("Registry away, record left out: topic={} because={}", topic, e.getMessage());
            return Optional.empty();
        }
    }

    /** Ends all waiting, now and later, so that a process can be shut down during an outage. */
    public void stop() {
        stopped.countDown();
    }

    private <T> T insist(Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (RegistryUnavailableException away) {
            waiting.accept(true);
            try {
                return retry(attempt, away);
            } finally {
                waiting.accept(false);
            }
        }
    }

    private <T> T retry(Supplier<T> attempt, RegistryUnavailableException first) {
        RegistryUnavailableException away = first;
        Duration pause = FIRST_PAUSE;
        long since = System.nanoTime();
        long told = since - QUIET_NANOS;
        while (true) {
            long now = System.nanoTime();
            if (now - told >= QUIET_NANOS) {
                told = now;
                LOG.warn(
                        "Waiting for the schema registry: waitedSeconds={} because={}",
                        TimeUnit.NANOSECONDS.toSeconds(now - since),
                        away.getMessage());
            }
            pauseFor(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            try {
                T answer = attempt.get();
                LOG.info(
                        "The schema registry is back: waitedSeconds={}",
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since));
                return answer;
            } catch (RegistryUnavailableException again) {
                away = again;
            }
        }
    }

    private void pauseFor(Duration pause) {
        boolean stop;
        try {
            stop = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop = true;
        }
        if (stop) {
            // The one exception that no handler may answer with "skip this record": the thread drops its tasks
            // uncommitted, and whoever gets them reads the record again.
            throw new TaskMigratedException("stopped while waiting for the schema registry; nothing was committed");
        }
    }
}
