package io.sojourn.proof.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.events.OrderCompleted;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A few hundred customers' orders over two years, some of them months apart, and ticks between them. */
final class SmallLedger {
    static final long END = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final int CUSTOMERS = 300;
    private static final int PARTITIONS = 4;
    private static final int LONGEST_GAP_DAYS = 240;

    private SmallLedger() {}

    /** In the order of their time. */
    static List<OrderCompleted> orders() {
        Random random = new Random(42);
        List<OrderCompleted> orders = new ArrayList<>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            Instant at = BEGIN.plusSeconds(random.nextInt(300 * 86_400));
            int longestGap = 1 + random.nextInt(LONGEST_GAP_DAYS);
            while (at.toEpochMilli() < END) {
                orders.add(order(customer, orders.size(), at));
                at = at.plusSeconds(3_600 + random.nextInt(longestGap * 86_400));
            }
        }
        orders.sort(Comparator.comparing(OrderCompleted::getOccurredAt));
        return orders;
    }

    static void write(String bootstrap, WireFormat wire, List<OrderCompleted> orders) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(Stream.concat(Stream.of(Topics.LEDGER), Topics.DECISIONS.stream())
                            .map(SmallLedger::topic)
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            Instant nextTick = BEGIN;
            for (OrderCompleted order : orders) {
                for (; nextTick.isBefore(order.getOccurredAt()); nextTick = nextTick.plus(Duration.ofDays(30))) {
                    tick(producer, wire, nextTick);
                }
                byte[] key = String.valueOf(order.getCustomerId()).getBytes(UTF_8);
                byte[] value = wire.encode(Topics.LEDGER, order);
                send(producer, LedgerPartitioner.partitionOf(key, PARTITIONS), order.getOccurredAt(), key, value);
            }
        }
    }

    /** The records are years old; a broker would soon delete them. */
    private static NewTopic topic(String name) {
        return new NewTopic(name, PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1"));
    }

    private static void tick(KafkaProducer<byte[], byte[]> producer, WireFormat wire, Instant at) {
        byte[] value = wire.encode(Topics.LEDGER, new Tick(at, Mode.LIVE));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            send(producer, partition, at, null, value);
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, int partition, Instant at, byte @Nullable [] key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(Topics.LEDGER, partition, at.toEpochMilli(), key, value));
    }

    private static OrderCompleted order(int customer, int number, Instant at) {
        return OrderCompleted.newBuilder()
                .setEventId("e-" + number)
                .setCustomerId("c-" + customer)
                .setOrderId("o-" + number)
                .setOccurredAt(at)
                .setTotal(new BigDecimal("20.0000"))
                .setCurrency("USD")
                .build();
    }
}
