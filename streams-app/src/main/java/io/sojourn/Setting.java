package io.sojourn;

import java.util.Arrays;
import java.util.Optional;

/** Every setting of our own, with its key, its default and what it means: the settings table, once. */
public enum Setting {
    APPLICATION_ID(
            "application.id",
            "sojourn",
            "letters, digits, `.`, `_`, `-`",
            "Names the consumer group and prefixes internal topics. A new name is a new application: it starts over.",
            "应用标识，也是消费组名"),
    STATE_DIR(
            "state.dir",
            "./data/state",
            "folder",
            "Where the local state lives. Not a temporary folder, or each restart restores everything from Kafka.",
            "本地状态目录"),
    THREADS("threads", "2", "1 to 1024", "Stream threads in this process; about one a core.", "流处理线程数"),
    COMMIT_INTERVAL(
            "commit.interval",
            "50ms",
            "duration, 1ms to 10m",
            "How often a transaction is committed: results are seen this much later; shorter costs throughput.",
            "提交间隔"),
    COMMIT_INTERVAL_BEHIND(
            "commit.interval.behind",
            "5s",
            "duration, 1ms to 10m",
            "The most that grows to while what is read is old: it is a quarter of that age. At least `commit.interval`. Longer makes catching up cheaper.",
            "落后追赶时的提交间隔"),
    TICK_INTERVAL("tick.interval", "1s", "duration, 10ms to 1h", "How often the clock looks for silence.", "时钟节拍间隔"),
    PROCESSING_GUARANTEE(
            "processing.guarantee",
            "exactly_once_v2",
            "`exactly_once_v2` or `at_least_once`",
            "`at_least_once` counts some events twice after a crash: for measurements only.",
            "处理保证"),
    INPUT_PARTITIONS(
            "input.partitions",
            "4",
            "1 to 10000",
            "Partitions of the input topics and of `clock` when they are created.",
            "输入主题分区数"),
    LEDGER_PARTITIONS(
            "ledger.partitions",
            "8",
            "1 to 10000",
            "Partitions of the ledger and the outputs. Chosen once: changing it later means copying the ledger.",
            "账本分区数（一次选定）"),
    REPLICATION_FACTOR(
            "replication.factor",
            "-1",
            "-1, or 1 to 100",
            "Replicas of the topics that are created; -1 takes the broker's default.",
            "副本数"),
    CURRENCY(
            "money.currency",
            "USD",
            "ISO 4217 code",
            "The one currency orders are accepted in; others go to `rejected`.",
            "接受的货币"),
    WINDOW_DAYS(
            "rfm.window.days",
            "365",
            "1 to 36500",
            "Length of the trailing window of frequency and monetary, in days of 24 h.",
            "RFM 滚动窗口（天）"),
    POLICY_FILE(
            "policy.file",
            "reference",
            "file, or the name of a preset",
            "What is asked of customers: ladders and warnings, see `docs/policy.md`. By it the ledger is decided from its beginning until another becomes active; with another one, fold the ledger again.",
            "策略文件或预设名"),
    MAX_AHEAD(
            "intake.max.ahead",
            "5m",
            "duration, 0ms to 365d",
            "How far an event's time may lie ahead of its arrival before it is refused.",
            "事件时间允许超前量"),
    MAX_EVENT_BYTES(
            "intake.max.event.bytes",
            "1000000",
            "size, 1KiB to 1GiB",
            "Largest event accepted; larger ones go to `rejected`.",
            "单个事件最大字节数"),
    MIRROR_JSON(
            "mirror.json",
            "",
            "names out of `stage-transitions`, `churn-warnings`, `tag-changes`, `care-moments`, with commas",
            "Decision topics that are written in JSON too, each to a topic of its name and `-json`, see `docs/consuming.md`. The same for all instances and for `topics create`.",
            "另以 JSON 写出的判定主题"),
    CACHED_CUSTOMERS(
            "cache.customers",
            "100000",
            "1 to 2147483647",
            "Customers, and as many deadlines, kept in memory by each store; the rest is in RocksDB.",
            "内存中缓存的客户数"),
    ROCKSDB_MEMORY(
            "rocksdb.memory",
            "128MiB",
            "size, 8MiB or more",
            "Memory all RocksDB stores of this process share, outside the Java heap.",
            "RocksDB 内存上限"),
    HTTP_HOST(
            "http.host",
            "127.0.0.1",
            "host or address",
            "Where the query API listens; `0.0.0.0` for everywhere.",
            "监听地址"),
    HTTP_PORT("http.port", "8080", "0 to 65535", "Port of the query API; 0 takes a free one.", "监听端口"),
    HTTP_ADVERTISED(
            "http.advertised",
            "",
            "`host:port`",
            "Where the other instances reach this one. Needed only with several instances.",
            "对其他实例公布的地址"),
    READY_MAX_LAG(
            "ready.max.lag",
            "10000",
            "0 or more",
            "More unread input records than this and `/health/ready` says no.",
            "就绪允许的最大积压"),
    READY_MIN_FREE_DISK(
            "ready.min.free.disk",
            "256MiB",
            "size",
            "Less free disk under `state.dir` than this and `/health/ready` says no.",
            "就绪所需的最小剩余磁盘"),
    COLLECTOR_HOST(
            "collector.host",
            "127.0.0.1",
            "host or address",
            "Where the HTTP collector listens; `0.0.0.0` for everywhere, which needs `collector.keys.file`.",
            "采集器监听地址"),
    COLLECTOR_PORT("collector.port", "8090", "0 to 65535", "Port of the collector; 0 takes a free one.", "采集器端口"),
    COLLECTOR_KEYS_FILE(
            "collector.keys.file",
            "",
            "file",
            "Who may send: one write key a line, a name behind it if you like. Read again when it changes. Without it nobody is asked, which is refused unless the collector listens on this machine alone.",
            "写入密钥文件（变更后自动重读）"),
    COLLECTOR_TLS_KEYSTORE(
            "collector.tls.keystore",
            "",
            "file",
            "Key store (PKCS12) with the collector's certificate: then it speaks TLS. Read again when it changes.",
            "采集器 TLS 密钥库"),
    COLLECTOR_TLS_PASSWORD("collector.tls.keystore.password", "", "text", "What opens that key store.", "密钥库口令"),
    COLLECTOR_CORS_ORIGINS(
            "collector.cors.origins",
            "",
            "origins with commas, or `*`",
            "Web pages that may send from the browser: `https://shop.example,https://www.shop.example`.",
            "允许跨域的网页来源"),
    COLLECTOR_ANONYMOUS_PREFIX(
            "collector.anonymous.prefix",
            "anonymous:",
            "text of at most 64 characters",
            "Put before the `anonymousId` of who has no `userId`, to make a customer id. Empty: their orders and visits are a guest's, all else is refused.",
            "匿名访客编号前缀"),
    COLLECTOR_UNKNOWN(
            "collector.unknown",
            "engage",
            "`engage` or `refuse`",
            "What becomes of tracked events without a place of their own: engagements of that name, or refused.",
            "未知事件的处理"),
    COLLECTOR_MAX_BODY(
            "collector.max.body",
            "1MiB",
            "size, 1KiB to 16MiB",
            "Largest request body, also after decompression.",
            "请求体上限（含解压后）"),
    COLLECTOR_MAX_BATCH("collector.max.batch", "1000", "1 to 10000", "Most events in one request.", "单次请求最多事件数"),
    COLLECTOR_MAX_WAITING(
            "collector.max.waiting",
            "10000",
            "1 to 1000000",
            "Most events that wait for the broker at a time; further requests are told to come later (429).",
            "等待写入的事件上限"),
    COLLECTOR_PATIENCE(
            "collector.patience",
            "10s",
            "duration, 1s to 5m",
            "How long the broker may take over an event before the sender is told to send it again (503).",
            "等待 Kafka 确认的时限"),
    LOG_FORMAT("log.format", "text", "`text` or `json`", "How log lines look.", "日志格式");

    private final String key;
    private final String byDefault;
    private final String accepts;
    private final String about;
    private final String titleZh;

    Setting(String key, String byDefault, String accepts, String about, String titleZh) {
        this.key = key;
        this.byDefault = byDefault;
        this.accepts = accepts;
        this.about = about;
        this.titleZh = titleZh;
    }

    /** As written in a settings file and after {@code --set}. */
    public String key() {
        return key;
    }

    /** The text in force when nobody says otherwise; empty for "not set". */
    public String byDefault() {
        return byDefault;
    }

    /** Which texts are accepted, as people read it. */
    public String accepts() {
        return accepts;
    }

    /** What it does, in English. */
    public String about() {
        return about;
    }

    /** Its short title in Chinese. */
    public String titleZh() {
        return titleZh;
    }

    /** The environment variable that sets it: {@code http.port} is {@code SOJOURN_HTTP_PORT}. */
    public String variable() {
        return SettingsSource.variableOf(key);
    }

    /** The setting with this key. */
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }
}
