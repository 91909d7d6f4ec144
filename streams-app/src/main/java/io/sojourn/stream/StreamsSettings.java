package io.sojourn.stream;

import io.sojourn.Settings;
import io.sojourn.intake.IntakeProcessor;
import io.sojourn.schemas.Topics;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Our settings as Kafka Streams wants them; whatever the user set under {@code kafka.} or {@code streams.} wins. */
final class StreamsSettings {
    /** As Kafka Streams has it. */
    private static final long LEAST_TRANSACTION_MILLIS = 10_000;

    /** What a broker allows unless told otherwise, {@code transaction.max.timeout.ms}. */
    private static final long MOST_TRANSACTION_MILLIS = 900_000;

    /** The kinds of client that something is said of here. */
    private static final List<String> CLIENTS =
            List.of(StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX, StreamsConfig.PRODUCER_PREFIX);

    private StreamsSettings() {}

    static Properties from(Settings settings) {
        Properties streams = new Properties();
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        streams.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        // While it keeps up, Paced asks for a commit more often.
        long commitMillis = Math.max(
                settings.commitInterval().toMillis(),
                settings.commitIntervalBehind().toMillis());
        streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis);
        // A transaction that is open for longer is aborted by the broker, and its work done again, for ever.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                Math.min(MOST_TRANSACTION_MILLIS, Math.max(LEAST_TRANSACTION_MILLIS, 3 * commitMillis)));
        streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.processingGuarantee());
        streams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
        // The clock's promise rests on it: a task waits for a partition that is known to hold more.
        streams.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        streams.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        streams.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        streams.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LoudExceptionHandler.class);
        // By its name, since the constant is deprecated before the default has changed; without it Streams warns.
        streams.put("processing.exception.handler.global.enabled", true);
        streams.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        streams.put(BoundedRocksDb.MEMORY, Long.toString(settings.rocksdbMemory()));
        streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // With several brokers the clock's promise rests on it: no fetch waits for longer than a letter's rounds take.
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), (int) Math.min(
                ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS,
                IntakeProcessor.LETTER_ROUNDS * settings.commitInterval().toMillis()));
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // Between two commits a partition gets hundreds of kilobytes when there is much to do.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        streams.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.LARGEST_FOREIGN_RECORD);
        String advertised = settings.httpAdvertised();
        if (advertised != null) {
            streams.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
        }
        // For Kafka Streams what is said of one kind of client wins over what is said of all; here it is ours against
        // theirs.
        for (String client : CLIENTS) {
            settings.kafka().keySet().forEach(key -> streams.remove(client + key));
        }
        streams.putAll(settings.kafka());
        streams.putAll(settings.streams());
        return streams;
    }
}
