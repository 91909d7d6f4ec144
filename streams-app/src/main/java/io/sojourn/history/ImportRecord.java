package io.sojourn.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.Settings;
import io.sojourn.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Finds how far an import has come, whenever that was. */
final class ImportRecord {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Settings settings;
    private final Admin admin;
    private final ImportNames names;

    ImportRecord(Settings settings, Admin admin, ImportNames names) {
        this.settings = settings;
        this.admin = admin;
        this.names = names;
    }

    /** The latest mark; empty if nothing was ever committed under this id. */
    Optional<ImportMark> latest() {
        OffsetAndMetadata committed = Kafka.answer(admin.listConsumerGroupOffsets(
                                Map.of(
                                        names.group(),
                                        new ListConsumerGroupOffsetsSpec()
                                                .topicPartitions(List.of(ImportNames.PROGRESS))),
                                new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata(names.group()))
                .get(ImportNames.PROGRESS);
        // Brokers forget the offsets of a group nobody is in, by default after a week; the watermark stays.
        return committed != null ? ImportMark.parse(committed.metadata()) : lastWatermark();
    }

    private Optional<ImportMark> lastWatermark() {
        TopicPartition watermarks = new TopicPartition(Topics.WATERMARKS, 0);
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        ImportMark last = null;
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(watermarks));
            consumer.seekToBeginning(List.of(watermarks));
            long end = consumer.endOffsets(List.of(watermarks)).getOrDefault(watermarks, 0L);
            while (consumer.position(watermarks) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    ImportMark mark = ours(record);
                    last = mark == null ? last : mark;
                }
            }
        }
        return Optional.ofNullable(last);
    }

    private @Nullable ImportMark ours(ConsumerRecord<byte[], byte[]> record) {
        Header mark = record.headers().lastHeader(LedgerWriter.MARK_HEADER);
        boolean ours = mark != null && record.key() != null && new String(record.key(), UTF_8).equals(names.source());
        return ours ? ImportMark.parse(new String(mark.value(), UTF_8)).orElse(null) : null;
    }
}
