package io.sojourn.clock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The ledger as it stands, per partition from the top, and what the third law says to it. */
record LedgerReading(List<List<Entry>> partitions) {
    /** An event, arrived {@code at} for {@code customer}, or a tick for {@code at} where the customer is empty. */
    record Entry(String customer, long at) {
        boolean isTick() {
            return customer.isEmpty();
        }
    }

    static LedgerReading of(String bootstrapServers, WireFormat wire) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.LEDGER).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var read = new ArrayList<List<Entry>>();
            partitions.forEach(partition -> read.add(new ArrayList<>()));
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    read.get(record.partition()).add(entry(record, wire));
                }
            }
            return new LedgerReading(read);
        }
    }

    List<Entry> events() {
        return partitions.stream()
                .flatMap(List::stream)
                .filter(entry -> !entry.isTick())
                .toList();
    }

    List<Long> ticks(int partition) {
        return partitions.get(partition).stream()
                .filter(Entry::isTick)
                .map(Entry::at)
                .toList();
    }

    long lastTick() {
        return IntStream.range(0, partitions.size())
                .mapToLong(p -> ticks(p).stream().mapToLong(at -> at).max().orElse(0))
                .min()
                .orElse(0);
    }

    /** The partitions each customer's events are in. */
    Map<String, Long> partitionsPerCustomer() {
        return partitions.stream()
                .flatMap(entries -> entries.stream()
                        .map(Entry::customer)
                        .filter(c -> !c.isEmpty())
                        .distinct())
                .collect(Collectors.groupingBy(customer -> customer, Collectors.counting()));
    }

    /** Events that stand below a tick although they had arrived by then: none, says the law. */
    List<Entry> breaches() {
        var breaches = new ArrayList<Entry>();
        for (var entries : partitions) {
            long promised = Long.MIN_VALUE;
            for (var entry : entries) {
                if (entry.isTick()) {
                    promised = Math.max(promised, entry.at());
                } else if (entry.at() <= promised) {
                    breaches.add(entry);
                }
            }
        }
        return breaches;
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record, WireFormat wire) {
        if (record.key() != null) {
            return new Entry(new String(record.key(), UTF_8), record.timestamp());
        }
        var tick = (Tick) wire.decode(Topics.LEDGER, record.value());
        return new Entry("", tick.getAt().toEpochMilli());
    }
}
