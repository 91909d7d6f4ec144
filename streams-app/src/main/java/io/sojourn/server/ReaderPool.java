package io.sojourn.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A few consumers without a group, each lent to one reading at a time and kept connected in between. */
final class ReaderPool implements AutoCloseable {
    private final Map<String, Object> settings;
    private final Semaphore places;
    private final int size;
    private final ConcurrentLinkedDeque<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();

    ReaderPool(Map<String, ?> kafka, int size) {
        this.size = size;
        this.places = new Semaphore(size, true);
        this.settings = new HashMap<>(kafka);
        // A reading takes partitions by hand and commits nothing, whatever the settings say for the pipeline.
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // The fetch that finds nothing more is still under way when the next reading begins, and holds it up for this
        // long.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    }

    /** @throws Problem 503 when no place gets free in time, or the pool is closed */
    Lent borrow(Duration patience) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.passing(
                        "too-many-readings",
                        size + " histories are being read already.",
                        "Ask again; whoever wants many histories reads the topics instead.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.passing("stopping", "This instance is stopping.", "Ask another instance.");
        }
        try {
            var free = idle.pollFirst();
            return new Lent(free == null ? connect() : free);
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private Consumer<byte[], byte[]> connect() {
        var mine = new HashMap<>(settings);
        mine.put(CommonClientConfigs.CLIENT_ID_CONFIG, "sojourn-history-" + made.incrementAndGet());
        return new KafkaConsumer<>(mine);
    }

    /** Closes what is idle; call it when nothing is lent any more. */
    @Override
    public void close() {
        Consumer<byte[], byte[]> consumer;
        while ((consumer = idle.pollFirst()) != null) {
            closeNow(consumer);
        }
    }

    private static void closeNow(Consumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    /** A consumer for the time of one reading. */
    final class Lent implements AutoCloseable {
        private final Consumer<byte[], byte[]> consumer;
        private boolean reuse = true;

        private Lent(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        Consumer<byte[], byte[]> consumer() {
            return consumer;
        }

        /** After a failure nobody knows what it still has in flight. */
        void doNotReuse() {
            reuse = false;
        }

        @Override
        public void close() {
            try {
                if (reuse) {
                    consumer.unsubscribe();
                    idle.addFirst(consumer);
                } else {
                    closeNow(consumer);
                }
            } finally {
                places.release();
            }
        }
    }
}
