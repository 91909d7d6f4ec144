package io.sojourn.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.Settings;
import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.decisions.Rejected;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.ledger.Watermark;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the past into the ledger, in transactions that hold the progress too: after a crash either both are there or
 * neither. Opening one ends whoever wrote under the same id before.
 */
final class LedgerWriter implements AutoCloseable {
    /** Header of an import's watermarks: how far it has come, kept longer than a group's offsets. */
    static final String MARK_HEADER = "sojourn-import";

    private final KafkaProducer<byte[], byte[]> producer;
    private final WireFormat wire;
    private final ImportNames names;
    private final int partitions;

    LedgerWriter(Settings settings, WireFormat wire, ImportNames names) {
        this.wire = wire;
        this.names = names;
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_FOREIGN_RECORD);
        config.putAll(settings.kafka());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, names.group());
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            this.partitions = producer.partitionsFor(Topics.LEDGER).size();
        } catch (RuntimeException failed) {
            producer.close();
            throw failed;
        }
    }

    /** What is written in one transaction. */
    interface Entries {
        void write() throws IOException;
    }

    /** Writes the entries and the mark together, or neither. */
    @SuppressWarnings("removal") // of a group that nobody is in there is no consumer to ask
    void together(Entries entries, ImportMark mark) throws IOException {
        try {
            producer.beginTransaction();
            entries.write();
            producer.sendOffsetsToTransaction(
                    Map.of(ImportNames.PROGRESS, new OffsetAndMetadata(mark.position(), mark.text())),
                    new ConsumerGroupMetadata(names.group()));
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException fenced) {
            throw takenOver(fenced);
        } catch (KafkaException failed) {
            if (failed.getCause() instanceof ProducerFencedException
                    || failed.getCause() instanceof InvalidProducerEpochException) {
                throw takenOver(failed);
            }
            throw failed;
        }
    }

    /** An event of a customer to the ledger, one of a guest to {@code guests}. */
    void event(PastEvent event) {
        event(event.toAvro(), event.customerId(), event.at());
    }

    /** The same for an event of any kind; {@code customer} is null for a guest. */
    void event(SpecificRecord event, @Nullable String customer, Instant at) {
        byte[] value = wire.encode(Topics.LEDGER, event);
        if (customer == null) {
            send(new ProducerRecord<>(Topics.GUESTS, value));
            return;
        }
        byte[] key = customer.getBytes(UTF_8);
        send(new ProducerRecord<>(
                Topics.LEDGER,
                LedgerPartitioner.partitionOf(key, partitions),
                time(at),
                key,
                value,
                List.of(new RecordHeader(
                        Topics.MODE_HEADER, Mode.BACKFILL.name().getBytes(UTF_8)))));
    }

    /** A tick to every partition of the ledger. */
    void tick(Instant at) {
        byte[] value = wire.encode(Topics.LEDGER, new Tick(at, Mode.BACKFILL));
        for (int partition = 0; partition < partitions; partition++) {
            send(new ProducerRecord<>(Topics.LEDGER, partition, time(at), null, value));
        }
    }

    /** A row that was refused, whole. */
    void refused(String file, RefusedRow row, byte[] original, Instant arrivedAt) {
        RowRefusal refusal = row.refusal();
        Rejected rejected = new Rejected(
                refusal.reason(),
                refusal.field().isEmpty() ? null : refusal.field(),
                refusal.value().isEmpty() ? null : refusal.value(),
                refusal.hint(),
                file,
                -1,
                row.line(),
                arrivedAt,
                null,
                ByteBuffer.wrap(original),
                List.of());
        send(new ProducerRecord<>(Topics.REJECTED, wire.encode(Topics.REJECTED, rejected)));
    }

    /** Holds the clock before {@code at}; where that stands in its topic, once committed. */
    Future<RecordMetadata> hold(Instant at, ImportMark mark) {
        return producer.send(watermark(at, mark));
    }

    /** Lets the clock go. */
    void letGo(ImportMark mark) {
        send(watermark(null, mark));
    }

    private ProducerRecord<byte[], byte[]> watermark(@Nullable Instant at, ImportMark mark) {
        return new ProducerRecord<>(
                Topics.WATERMARKS,
                0,
                names.source().getBytes(UTF_8),
                wire.encode(Topics.WATERMARKS, new Watermark(names.source(), 0, at)),
                List.of(new RecordHeader(MARK_HEADER, mark.text().getBytes(UTF_8))));
    }

    /** Of a record in a committed transaction. */
    static long offsetOf(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new KafkaException(Objects.requireNonNull(failed.getCause()));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what goes wrong comes out when the transaction is committed
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    // A record's own time cannot lie before 1970; the event's can, and it is the event's that decides.
    private static long time(Instant at) {
        return Math.max(0, at.toEpochMilli());
    }

    private ImportRefusedException takenOver(KafkaException fenced) {
        // Closed in order it would try for half a minute to abort what is no longer its own.
        producer.close(Duration.ZERO);
        return new ImportRefusedException(
                "another import with the same id has taken over; this one stops",
                "Let the other finish, or give this one its own --id.",
                fenced);
    }

    @Override
    public void close() {
        producer.close();
    }
}
