package io.sojourn.stream;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A processor that asks for a commit every {@code commit.interval} while its thread keeps up. While it is behind, nobody
 * sees its results in time anyhow, and {@code commit.interval.behind}, which Kafka Streams itself is set to, makes catching
 * up cheaper: fewer transactions, and each customer written back once for more events.
 */
final class Paced implements Processor<byte[], byte[], byte[], byte[]> {
    /** A tick is some seconds old when it comes, at most. */
    private static final long SURELY_NOT_BEHIND_MILLIS = 5_000;

    /**
     * What is read of the ledger is as old as the commits of those who write it are apart. Who took that for being behind,
     * and so committed no more often, would never be found to keep up again.
     */
    private static final int COMMITS_BEHIND = 3;

    /** A commit is one of all tasks of the thread, so they share a pace. */
    private static final ThreadLocal<Pace> PACE = ThreadLocal.withInitial(Pace::new);

    private static final class Pace {
        private long askedAt;
        private long behindAt;
    }

    private final Processor<byte[], byte[], byte[], byte[]> inner;
    private final long intervalMillis;
    private final long behindMillis;
    private long latest;
    private boolean read;

    Paced(Processor<byte[], byte[], byte[], byte[]> inner, Duration interval, Duration behind) {
        this.inner = inner;
        intervalMillis = interval.toMillis();
        behindMillis = Math.max(SURELY_NOT_BEHIND_MILLIS, COMMITS_BEHIND * behind.toMillis());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        inner.init(context);
        context.schedule(Duration.ofMillis(intervalMillis), PunctuationType.WALL_CLOCK_TIME, now -> {
            Pace pace = PACE.get();
            if (read && now - latest > behindMillis) {
                pace.behindAt = now;
            }
            read = false;
            if (now - pace.behindAt > 2 * intervalMillis && now - pace.askedAt >= intervalMillis) {
                pace.askedAt = now;
                context.commit();
            }
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        latest = record.timestamp();
        read = true;
        inner.process(record);
    }

    @Override
    public void close() {
        inner.close();
    }
}
