package io.sojourn.proof.flink;

import io.sojourn.customer.CustomerId;
import io.sojourn.schemas.Topics;
import java.time.Duration;
import org.apache.flink.api.common.ExecutionConfig.ClosureCleanerLevel;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The job: the ledger by customer, decided about, to the topics of decisions. */
final class LifecycleJob {
    private static final String NAME = "sojourn-lifecycle";

    private LifecycleJob() {}

    /** How Flink is set up, for cluster and job alike. */
    static Configuration configuration(JobSettings settings) {
        Configuration flink = new Configuration();
        settings.backend().configure(flink, settings.dir());
        flink.set(CoreOptions.DEFAULT_PARALLELISM, settings.parallelism());
        flink.set(CoreOptions.TMP_DIRS, settings.dir().resolve("tmp").toString());
        // All types are immutable, so operators in one thread may hand each other the very objects.
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        // Kryo would be slow; so nothing may fall back on it unnoticed.
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.CLOSURE_CLEANER_LEVEL, ClosureCleanerLevel.NONE);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(RestOptions.BIND_PORT, "0");
        // A default TaskManager's network memory; that of a MiniCluster is half of it.
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        checkpoints(flink, settings);
        settings.overrides().forEach(flink::setString);
        return flink;
    }

    private static void checkpoints(Configuration flink, JobSettings settings) {
        Duration interval = settings.checkpointInterval();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, interval.dividedBy(2));
        flink.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 0);
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                settings.dir().resolve("checkpoints").toUri().toString());
    }

    static JobGraph graph(JobSettings settings, Configuration flink) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        environment
                // A partition of the ledger is in order; Flink keeps a watermark for each and goes by the lowest.
                .fromSource(ledger(settings), WatermarkStrategy.forMonotonousTimestamps(), "ledger")
                .uid("ledger")
                .filter(entry -> !entry.customer().equals(LedgerEntry.NOBODY))
                .name("events")
                .uid("events")
                .keyBy(LedgerEntry::customer, new SerializedBy<>(CustomerId.class, new CustomerIdSerializer()))
                .process(new Deciding(settings.registry(), settings.windowDays(), settings.end()))
                .returns(Types.TUPLE(
                        Types.STRING,
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO))
                .name("lifecycle")
                .uid("lifecycle")
                .sinkTo(decisions(settings))
                .name("decisions")
                .uid("decisions");
        return environment.getStreamGraph().getJobGraph();
    }

    private static KafkaSource<LedgerEntry> ledger(JobSettings settings) {
        return KafkaSource.<LedgerEntry>builder()
                .setBootstrapServers(settings.bootstrap())
                .setTopics(Topics.LEDGER)
                .setGroupId(NAME)
                .setClientIdPrefix(NAME)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new LedgerReader())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                // Each poll is handed from the fetching thread to the task; 500 records make many of them.
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000")
                .setProperty(KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key(), "false")
                .build();
    }

    private static KafkaSink<Tuple3<String, byte[], byte[]>> decisions(JobSettings settings) {
        return KafkaSink.<Tuple3<String, byte[], byte[]>>builder()
                .setBootstrapServers(settings.bootstrap())
                .setDeliveryGuarantee(settings.guarantee())
                .setTransactionalIdPrefix(NAME)
                // Uses its transactional ids again, where the other strategy leaves the broker a new one each
                // checkpoint.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                // The longest a broker allows by default; the connector's own default, 1 h, it would refuse.
                .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "900000")
                .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .setProperty(ProducerConfig.LINGER_MS_CONFIG, "100")
                .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "131072")
                .setRecordSerializer(new DecisionWriter())
                .build();
    }
}
