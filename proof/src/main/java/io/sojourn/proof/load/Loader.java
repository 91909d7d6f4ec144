package io.sojourn.proof.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.TopicKeeper;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a load to a broker: as a ready ledger, or as the sources would send it. */
public final class Loader implements AutoCloseable {
    private final Ground ground;
    private final WireFormat wire;
    private final KafkaProducer<byte[], byte[]> producer;
    private Instant nextTick = Load.BEGIN.plus(Load.TICK_EVERY);

    public Loader(Ground ground) {
        this.ground = ground;
        wire = new WireFormat(Map.of("schema.registry.url", ground.registry()));
        try (Admin admin = Admin.create(ground.kafka())) {
            new TopicKeeper(admin, ground.settings("load")).createMissing();
        }
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        ground.bootstrap(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        128L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Events and the ticks between them, in partitions by customer. */
    public void ledger(Load load) {
        load.tell(event -> {
            while (!nextTick.isAfter(event.at())) {
                tick(nextTick);
                nextTick = nextTick.plus(Load.TICK_EVERY);
            }
            byte[] key = event.customer().getBytes(UTF_8);
            int partition = LedgerPartitioner.partitionOf(key, ground.partitions());
            send(Topics.LEDGER, partition, event.at(), key, event.record());
        });
        tick(Load.END);
        producer.flush();
    }

    /** Events alone, each on the topic of its kind, keyed by customer. */
    public void inputs(Load load) {
        load.tell(event -> {
            byte[] key = event.customer().getBytes(UTF_8);
            int partition = LedgerPartitioner.partitionOf(key, ground.partitions());
            send(event.topic(), partition, event.at(), key, event.record());
        });
        producer.flush();
    }

    private void tick(Instant at) {
        for (int partition = 0; partition < ground.partitions(); partition++) {
            send(Topics.LEDGER, partition, at, null, new Tick(at, Mode.BACKFILL));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what goes wrong comes out when all is flushed and counted
    private void send(
            String topic,
            int partition,
            Instant at,
            byte @org.jspecify.annotations.Nullable [] key,
            SpecificRecord record) {
        producer.send(new ProducerRecord<>(topic, partition, at.toEpochMilli(), key, wire.encode(topic, record)));
    }

    @Override
    public void close() {
        producer.close();
        wire.close();
    }
}
