package io.sojourn.proof.faults.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.proof.faults.script.Script;
import io.sojourn.proof.faults.script.Sending;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends a script on time, each record with its number in a header, so that it is known again wherever it ends up. */
public final class Sender implements AutoCloseable {
    public static final String NUMBER = "proof-number";

    private final KafkaProducer<byte[], byte[]> producer;
    private final WireFormat wire;
    private final Script script;
    private final Instant begin;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;

    Sender(String bootstrap, WireFormat wire, Script script, Instant begin) {
        this.wire = wire;
        this.script = script;
        this.begin = begin;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        4_000_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) Duration.ofMinutes(5).toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        thread = new Thread(this::send, "sender");
        thread.start();
    }

    private void send() {
        int number = 0;
        for (Sending sending : script.sendings()) {
            long wait =
                    Duration.between(Instant.now(), begin.plus(sending.at())).toNanos();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            send(sending, number++);
        }
        producer.flush();
    }

    private void send(Sending sending, int number) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                sending.topic(),
                sending.partition(),
                null,
                sending.key() == null ? null : sending.key().getBytes(UTF_8),
                sending.payload().bytes(begin, wire),
                List.of(new RecordHeader(NUMBER, Integer.toString(number).getBytes(UTF_8))));
        var unused = producer.send(record, (metadata, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /** Returns when all of it has been sent and acknowledged. */
    void await() throws InterruptedException {
        thread.join();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the load could not be sent", failed);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
