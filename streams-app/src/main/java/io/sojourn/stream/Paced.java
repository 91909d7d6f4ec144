package io.sojourn.stream;

import java.time.Duration;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A processor that asks for a commit every {@code commit.interval} while its thread keeps up. The later its thread is, the
 * longer it waits: a quarter of how old what it reads is, up to {@code commit.interval.behind}, which Kafka Streams itself
 * is set to. Who is late is late by no more than that quarter again, and catches up at less cost: fewer transactions, and
 * each customer written back once for more events.
 *
 * <p>What is read of the ledger is as old as the commits of its writers are apart, so a pace that kept step with that age
 * would never quicken again; a quarter of it dies away. What is as old as several commits together, as ticks are, must not
 * tell.
 */
final class Paced implements Processor<byte[], byte[], byte[], byte[]> {
    private static final int SHARE_OF_AGE = 4;

    /** A commit is one of all tasks of the thread, so they share a pace. */
    private static final ThreadLocal<Pace> PACE = ThreadLocal.withInitial(Pace::new);

    private static final class Pace {
        private long askedAt;
        private long age;
        private long ageAt;
    }

    private final Processor<byte[], byte[], byte[], byte[]> inner;
    private final Predicate<Record<byte[], byte[]>> tells;
    private final long intervalMillis;
    private final long behindMillis;
    private long latest;
    private boolean read;

    /** @param tells which records tell by their time how late the thread is */
    Paced(
            Processor<byte[], byte[], byte[], byte[]> inner,
            Predicate<Record<byte[], byte[]>> tells,
            Duration interval,
            Duration behind) {
        this.inner = inner;
        this.tells = tells;
        intervalMillis = interval.toMillis();
        behindMillis = behind.toMillis();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        inner.init(context);
        context.schedule(Duration.ofMillis(intervalMillis), PunctuationType.WALL_CLOCK_TIME, now -> {
            Pace pace = PACE.get();
            long age = read ? now - latest : 0;
            read = false;
            // The oldest of all tasks counts, for as long as each of them has had a turn.
            if (age >= pace.age || now - pace.ageAt > 2 * intervalMillis) {
                pace.age = age;
                pace.ageAt = now;
            }
            long wait = Math.max(intervalMillis, Math.min(behindMillis, pace.age / SHARE_OF_AGE));
            if (now - pace.askedAt >= wait) {
                pace.askedAt = now;
                context.commit();
            }
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (tells.test(record)) {
            latest = record.timestamp();
            read = true;
        }
        inner.process(record);
    }

    @Override
    public void close() {
        inner.close();
    }
}
