package io.sojourn.history;

import io.sojourn.Settings;
import io.sojourn.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Waits until all that stands in the ledger is decided about and committed. */
final class LedgerEnd {
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration WITHIN = Duration.ofHours(24);

    private final Settings settings;
    private final Admin admin;
    private final Progress progress;

    LedgerEnd(Settings settings, Admin admin, Progress progress) {
        this.settings = settings;
        this.admin = admin;
        this.progress = progress;
    }

    /** Throws IllegalStateException if the pipeline dies on the way. */
    void reached(KafkaStreams streams) {
        Map<TopicPartition, Long> ends = ends();
        long total = ends.values().stream().mapToLong(Long::longValue).sum();
        progress.begin("decide", "ledger records", 0, total);
        boolean reached = Await.until(
                () -> {
                    if (streams.state().hasCompletedShutdown() || streams.state() == KafkaStreams.State.ERROR) {
                        throw new IllegalStateException("the pipeline stopped on the way; its log says why");
                    }
                    long left = left(ends);
                    progress.to(total - left);
                    return left == 0;
                },
                EVERY,
                WITHIN);
        if (!reached) {
            throw new IllegalStateException("the ledger was not decided about within " + WITHIN.toHours() + " hours");
        }
        progress.end();
    }

    private Map<TopicPartition, Long> ends() {
        var latest = IntStream.range(0, settings.ledgerPartitions())
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(Topics.LEDGER, p), p -> OffsetSpec.latest()));
        return Kafka.answer(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private long left(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed = Kafka.answer(admin.listConsumerGroupOffsets(Map.of(
                        settings.applicationId(), new ListConsumerGroupOffsetsSpec().topicPartitions(ends.keySet())))
                .partitionsToOffsetAndMetadata(settings.applicationId()));
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - offset(committed.get(end.getKey()))))
                .sum();
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }
}
