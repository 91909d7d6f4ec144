package io.sojourn;

import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All configuration, as one value. {@link Setting} holds the keys, defaults and meanings; {@code docs/settings.md}
 * shows them. Loaded from {@code --set}, the environment, a file and the defaults, the strongest first.
 *
 * @param applicationId names the consumer group and prefixes internal topics
 * @param stateDir where the local state lives
 * @param threads stream threads in this process
 * @param commitInterval how often a transaction is committed
 * @param commitIntervalBehind the same while far behind
 * @param tickInterval how often the clock looks for silence
 * @param processingGuarantee {@code exactly_once_v2} or {@code at_least_once}
 * @param inputPartitions partitions of inputs and clock when created
 * @param ledgerPartitions partitions of ledger and outputs
 * @param replicationFactor of created topics; -1 for the broker's default
 * @param currency the ISO 4217 code accepted
 * @param windowDays trailing window of frequency and monetary, in days of 24 h
 * @param policyFile the policy's file, or the name of a preset
 * @param maxAhead how far an event's time may lie ahead of its arrival
 * @param maxEventBytes largest event accepted, in bytes
 * @param mirroredInJson decision topics that are written in JSON too
 * @param cachedCustomers customers, and as many deadlines, kept in memory by each store
 * @param rocksdbMemory bytes all RocksDB stores share
 * @param httpHost where the query API listens
 * @param httpPort its port; 0 takes a free one
 * @param httpAdvertised {@code host:port} where other instances reach this one, or null
 * @param readyMaxLag unread input records above which the process is not ready
 * @param minFreeDisk free bytes under the state folder below which the process is not ready
 * @param collector how the HTTP collector listens and what it takes
 * @param logFormat {@code text} or {@code json}
 * @param kafka settings of every Kafka client, without the prefix {@code kafka.}
 * @param streams settings of Kafka Streams, without the prefix {@code streams.}
 * @param registry settings of the schema registry's client, under the names that client reads
 */
public record Settings(
        String applicationId,
        Path stateDir,
        int threads,
        Duration commitInterval,
        Duration commitIntervalBehind,
        Duration tickInterval,
        String processingGuarantee,
        int inputPartitions,
        int ledgerPartitions,
        int replicationFactor,
        String currency,
        int windowDays,
        String policyFile,
        Duration maxAhead,
        int maxEventBytes,
        List<String> mirroredInJson,
        int cachedCustomers,
        long rocksdbMemory,
        String httpHost,
        int httpPort,
        @Nullable String httpAdvertised,
        long readyMaxLag,
        long minFreeDisk,
        CollectorSettings collector,
        String logFormat,
        Map<String, String> kafka,
        Map<String, String> streams,
        Map<String, String> registry) {

    /** What the ledger takes, less its headers and key. */
    private static final int LARGEST_EVENT = Topics.LARGEST_FOREIGN_RECORD - (1 << 16);

    public Settings {
        mirroredInJson = List.copyOf(mirroredInJson);
        kafka = Collections.unmodifiableMap(new TreeMap<>(kafka));
        streams = Collections.unmodifiableMap(new TreeMap<>(streams));
        registry = Collections.unmodifiableMap(new TreeMap<>(registry));
    }

    /** The trailing window in milliseconds. */
    public long windowMillis() {
        return Duration.ofDays(windowDays).toMillis();
    }

    /** Every topic there has to be, as it should be: the catalogue, and the mirrors asked for. */
    public List<Topic> topics() {
        return Stream.concat(
                        Topics.catalogue(inputPartitions, ledgerPartitions).stream(),
                        Topics.mirrors(mirroredInJson, ledgerPartitions).stream())
                .toList();
    }

    /** What holds when nothing is set: a broker and a registry on this machine. */
    public static Settings defaults() {
        return load(SettingsSource.none());
    }

    /**
     * Reads and checks what is set.
     *
     * @throws RefusedSettings with every problem, when there is one
     */
    public static Settings load(SettingsSource source) {
        var read = new SettingsReader(source);
        var passed = PassedThrough.read(source.effective(), read);
        var settings = new Settings(
                read.matching(Setting.APPLICATION_ID, "[a-zA-Z0-9._-]{1,200}"),
                read.folder(Setting.STATE_DIR),
                read.integer(Setting.THREADS, 1, 1024),
                read.duration(Setting.COMMIT_INTERVAL, Duration.ofMillis(1), Duration.ofMinutes(10)),
                read.duration(Setting.COMMIT_INTERVAL_BEHIND, Duration.ofMillis(1), Duration.ofMinutes(10)),
                read.duration(Setting.TICK_INTERVAL, Duration.ofMillis(10), Duration.ofHours(1)),
                read.matching(Setting.PROCESSING_GUARANTEE, "exactly_once_v2|at_least_once"),
                read.integer(Setting.INPUT_PARTITIONS, 1, 10_000),
                read.integer(Setting.LEDGER_PARTITIONS, 1, 10_000),
                Integer.parseInt(read.matching(Setting.REPLICATION_FACTOR, "-1|[1-9][0-9]?|100")),
                read.currency(Setting.CURRENCY),
                read.integer(Setting.WINDOW_DAYS, 1, 36_500),
                read.matching(Setting.POLICY_FILE, "\\S(.*\\S)?"),
                read.duration(Setting.MAX_AHEAD, Duration.ZERO, Duration.ofDays(365)),
                (int) read.size(Setting.MAX_EVENT_BYTES, 1 << 10, LARGEST_EVENT),
                read.names(Setting.MIRROR_JSON, Topics.DECISIONS),
                read.integer(Setting.CACHED_CUSTOMERS, 1, Integer.MAX_VALUE),
                read.size(Setting.ROCKSDB_MEMORY, 8 << 20, Long.MAX_VALUE),
                read.matching(Setting.HTTP_HOST, "\\S+"),
                read.integer(Setting.HTTP_PORT, 0, 65_535),
                unlessEmpty(read.matching(Setting.HTTP_ADVERTISED, "|[^\\s@]+:\\d{1,5}")),
                read.number(Setting.READY_MAX_LAG, 0, Long.MAX_VALUE),
                read.size(Setting.READY_MIN_FREE_DISK, 0, Long.MAX_VALUE),
                CollectorSettings.read(read),
                read.matching(Setting.LOG_FORMAT, "text|json"),
                passed.kafka,
                passed.streams,
                passed.registry);
        read.finish();
        return settings;
    }

    /**
     * The same settings but for one.
     *
     * @param key as in a settings file: {@code threads}, {@code kafka.bootstrap.servers}, …
     * @throws RefusedSettings when the key or value is not one
     */
    public Settings with(String key, String value) {
        var source = SettingsSource.none();
        texts().forEach((k, v) -> source.and(k, v, "given"));
        return load(source.and(key, value, "given"));
    }

    /** Every setting by its key, as it would be written in a file. Holds secrets: not for showing. */
    private Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("application.id", applicationId);
        texts.put("state.dir", stateDir.toString());
        texts.put("threads", "" + threads);
        texts.put("commit.interval", commitInterval.toMillis() + "ms");
        texts.put("commit.interval.behind", commitIntervalBehind.toMillis() + "ms");
        texts.put("tick.interval", tickInterval.toMillis() + "ms");
        texts.put("processing.guarantee", processingGuarantee);
        texts.put("input.partitions", "" + inputPartitions);
        texts.put("ledger.partitions", "" + ledgerPartitions);
        texts.put("replication.factor", "" + replicationFactor);
        texts.put("money.currency", currency);
        texts.put("rfm.window.days", "" + windowDays);
        texts.put("policy.file", policyFile);
        texts.put("intake.max.ahead", maxAhead.toMillis() + "ms");
        texts.put("intake.max.event.bytes", "" + maxEventBytes);
        texts.put("mirror.json", String.join(",", mirroredInJson));
        texts.put("cache.customers", "" + cachedCustomers);
        texts.put("rocksdb.memory", "" + rocksdbMemory);
        texts.put("http.host", httpHost);
        texts.put("http.port", "" + httpPort);
        texts.put("http.advertised", httpAdvertised == null ? "" : httpAdvertised);
        texts.put("ready.max.lag", "" + readyMaxLag);
        texts.put("ready.min.free.disk", "" + minFreeDisk);
        texts.putAll(collector.texts());
        texts.put("log.format", logFormat);
        kafka.forEach((k, v) -> texts.put(PassedThrough.KAFKA + k, v));
        streams.forEach((k, v) -> texts.put(PassedThrough.STREAMS + k, v));
        registry.forEach((k, v) -> texts.put(k.startsWith(PassedThrough.REGISTRY) ? k : PassedThrough.REGISTRY + k, v));
        return texts;
    }

    /** By key, secrets hidden: safe to log. */
    @Override
    public String toString() {
        var shown = new LinkedHashMap<String, String>();
        texts().forEach((k, v) -> shown.put(k, Secrets.hide(k, v)));
        return "Settings" + shown;
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
