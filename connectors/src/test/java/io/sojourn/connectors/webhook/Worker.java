package io.sojourn.connectors.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** What Connect does with a task, in the test's own thread: one topic, one partition unless a test says otherwise. */
final class Worker implements SinkTaskContext, AutoCloseable {
    static final TopicPartition PARTITION = new TopicPartition(Topics.STAGE_TRANSITIONS, 0);
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** A letter in the dead-letter topic: where the record stood, and the reason. */
    record Dead(long offset, String reason) {}

    final WebhookSinkTask task = new WebhookSinkTask();
    final WireFormat wire;
    final List<Dead> dead = new ArrayList<>();
    final Set<TopicPartition> paused = new HashSet<>();

    /** What the dead-letter topic answers. */
    @Nullable
    RuntimeException deadLetterTrouble;

    private final String registry = "mock://" + UUID.randomUUID();
    private long next;

    Worker() {
        wire = new WireFormat(Map.of("schema.registry.url", registry));
    }

    /** Settings that fit this machine and a test's patience. */
    static Map<String, String> settings(String url) {
        Map<String, String> settings = new HashMap<>();
        settings.put(WebhookSettings.URL, url);
        settings.put(WebhookSettings.SECRETS, SECRET);
        settings.put(WebhookSettings.REGISTRY_URL, "mock://none");
        settings.put(WebhookSettings.TOLERANCE, "all");
        settings.put(WebhookSettings.DEAD_LETTERS, "webhook-dead-letters");
        settings.put(WebhookSettings.DEAD_LETTER_HEADERS, "true");
        settings.put(WebhookSettings.ALLOW_HTTP, "true");
        settings.put(WebhookSettings.ALLOW_PRIVATE, "true");
        settings.put(WebhookSettings.RETRY_BACKOFF, "10");
        settings.put(WebhookSettings.RETRY_BACKOFF_MAX, "100");
        return settings;
    }

    /** Started with those, and more in pairs of name and value. */
    static Worker started(String url, String... more) {
        Worker worker = new Worker();
        worker.start(url, more);
        return worker;
    }

    void start(String url, String... more) {
        Map<String, String> settings = settings(url);
        settings.put(WebhookSettings.REGISTRY_URL, registry);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        task.initialize(this);
        task.start(settings);
        task.open(List.of(PARTITION));
    }

    void put(SpecificRecord... decisions) {
        task.put(Arrays.stream(decisions)
                .map(decision -> record(wire.encode(PARTITION.topic(), decision)))
                .toList());
    }

    void putBytes(Object value) {
        task.put(List.of(record(value)));
    }

    private SinkRecord record(@Nullable Object value) {
        return new SinkRecord(
                PARTITION.topic(), 0, Schema.BYTES_SCHEMA, "c".getBytes(UTF_8), Schema.BYTES_SCHEMA, value, next++);
    }

    /** As Connect does while nothing comes. */
    void lookIn() {
        task.put(List.of());
    }

    /** What Connect would commit now: all below has been dealt with. */
    long committed() {
        OffsetAndMetadata offset =
                task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(next))).get(PARTITION);
        return Objects.requireNonNull(offset).offset();
    }

    boolean isDone() {
        lookIn();
        return committed() == next;
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void timeout(long millis) {
        // A test looks in when it likes.
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of(PARTITION);
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll((Collection<TopicPartition>) List.of(partitions));
    }

    @Override
    public void requestCommit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return this::bury;
    }

    private Future<Void> bury(SinkRecord record, Throwable reason) {
        if (deadLetterTrouble != null) {
            return CompletableFuture.failedFuture(deadLetterTrouble);
        }
        dead.add(new Dead(record.originalKafkaOffset(), String.valueOf(reason.getMessage())));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        task.stop();
        wire.close();
    }
}
