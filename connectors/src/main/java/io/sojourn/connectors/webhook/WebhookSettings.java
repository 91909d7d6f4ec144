package io.sojourn.connectors.webhook;

import io.sojourn.decisions.Level;
import io.sojourn.ledger.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** All that can be set of the sink, checked. */
final class WebhookSettings extends AbstractConfig {
    static final String URL = "webhook.url";
    static final String SECRETS = "webhook.secrets";
    static final String SECRETS_FILE = "webhook.secrets.file";
    static final String SOURCE = "webhook.source";
    static final String REGISTRY_URL = "schema.registry.url";
    static final String MODES = "modes";
    static final String FRESH_ONLY = "fresh.only";
    static final String MAX_AGE = "fresh.max.age.ms";
    static final String LADDERS = "filter.ladders";
    static final String STAGES = "filter.stages";
    static final String LEVELS = "filter.levels";
    static final String TAGS = "filter.tags";
    static final String MAX_IN_FLIGHT = "max.in.flight";
    static final String MAX_PENDING = "max.pending";
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String REQUEST_TIMEOUT = "request.timeout.ms";
    static final String RETRY_BACKOFF = "retry.backoff.ms";
    static final String RETRY_BACKOFF_MAX = "retry.backoff.max.ms";
    static final String RETRY_AFTER_MAX = "retry.after.max.ms";
    static final String RETRY_FOR = "retry.for.ms";
    static final String ALLOW_HTTP = "allow.http";
    static final String ALLOW_PRIVATE = "allow.private.addresses";

    /** Connect's own: without them a dead letter would be lost, or would not say why it is one. */
    static final String TOLERANCE = "errors.tolerance";

    static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";
    static final String DEAD_LETTER_HEADERS = "errors.deadletterqueue.context.headers.enable";

    private static final int HOUR = 3_600_000;
    private static final int DAY = 24 * HOUR;

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    URL,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    SettingChecks.check("an https address", SettingChecks::url),
                    Importance.HIGH,
                    "Where decisions are posted to.")
            .define(
                    SECRETS,
                    ConfigDef.Type.PASSWORD,
                    "",
                    Importance.HIGH,
                    "What requests are signed with: whsec_ and 24 to 64 random bytes in base64. Several, apart by commas,"
                            + " while a secret is exchanged.")
            .define(
                    SECRETS_FILE,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.HIGH,
                    "In their place: a file that holds them, one a line. It is read again when it changes.")
            .define(
                    REGISTRY_URL,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Where the schemas of the decisions are. Other settings of the registry's client, such as"
                            + " schema.registry.basic.auth.user.info, are passed on to it.")
            .define(
                    TOLERANCE,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    SettingChecks.only("all", "or the task ends at the first decision that cannot be delivered"),
                    Importance.HIGH,
                    "Connect's own setting; has to be all.")
            .define(
                    DEAD_LETTERS,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Connect's own setting: the topic for decisions that cannot be delivered.")
            .define(
                    DEAD_LETTER_HEADERS,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    SettingChecks.only("true", "or dead letters do not say why they are"),
                    Importance.HIGH,
                    "Connect's own setting; has to be true.")
            .define(
                    SOURCE,
                    ConfigDef.Type.STRING,
                    "sojourn",
                    SettingChecks.check("a URI reference", SettingChecks::source),
                    Importance.MEDIUM,
                    "The source of the CloudEvents: who says so.")
            .define(
                    MODES,
                    ConfigDef.Type.LIST,
                    "LIVE",
                    SettingChecks.among(Mode.values(), 1),
                    Importance.MEDIUM,
                    "Decisions of which modes are posted: LIVE, BACKFILL, REPLAY.")
            .define(
                    FRESH_ONLY,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Whether to leave out decisions that it is too late to act on.")
            .define(
                    MAX_AGE,
                    ConfigDef.Type.LONG,
                    DAY,
                    Range.between(1, 3650L * DAY),
                    Importance.MEDIUM,
                    "How long after its detection a decision can be acted on, where it has no actionableUntil.")
            .define(
                    LADDERS,
                    ConfigDef.Type.LIST,
                    "",
                    Importance.MEDIUM,
                    "Of stage transitions, only those on these ladders.")
            .define(
                    STAGES,
                    ConfigDef.Type.LIST,
                    "",
                    Importance.MEDIUM,
                    "Of stage transitions, only those into these stages.")
            .define(
                    LEVELS,
                    ConfigDef.Type.LIST,
                    "",
                    SettingChecks.among(Level.values(), 0),
                    Importance.MEDIUM,
                    "Of churn warnings, only those of these levels: NOTICE, WARNING, CRITICAL.")
            .define(TAGS, ConfigDef.Type.LIST, "", Importance.MEDIUM, "Of tag changes, only those of these tags.")
            .define(
                    MAX_IN_FLIGHT,
                    ConfigDef.Type.INT,
                    8,
                    Range.between(1, 256),
                    Importance.MEDIUM,
                    "How many customers' decisions are posted at the same time, by each task. Of one customer it is one.")
            .define(
                    MAX_PENDING,
                    ConfigDef.Type.INT,
                    1000,
                    Range.atLeast(1),
                    Importance.LOW,
                    "From how many decisions under way on a task reads no more; what a single poll brings comes on top.")
            .define(
                    CONNECT_TIMEOUT,
                    ConfigDef.Type.INT,
                    5_000,
                    Range.between(1, HOUR),
                    Importance.LOW,
                    "How long a connection may take.")
            .define(
                    REQUEST_TIMEOUT,
                    ConfigDef.Type.INT,
                    20_000,
                    Range.between(1, HOUR),
                    Importance.MEDIUM,
                    "How long a request may take until its answer has been read.")
            .define(
                    RETRY_BACKOFF,
                    ConfigDef.Type.INT,
                    1_000,
                    Range.between(1, HOUR),
                    Importance.LOW,
                    "The longest wait before the second attempt; it doubles with each further one.")
            .define(
                    RETRY_BACKOFF_MAX,
                    ConfigDef.Type.INT,
                    60_000,
                    Range.between(1, DAY),
                    Importance.LOW,
                    "The longest wait between attempts, where the receiver asks for none itself.")
            .define(
                    RETRY_AFTER_MAX,
                    ConfigDef.Type.INT,
                    HOUR,
                    Range.between(0, DAY),
                    Importance.LOW,
                    "The longest wait that a receiver can ask for with Retry-After; of a longer one so much is waited.")
            .define(
                    RETRY_FOR,
                    ConfigDef.Type.LONG,
                    12L * HOUR,
                    Range.between(0, 365L * DAY),
                    Importance.MEDIUM,
                    "For how long a decision is tried, from its first attempt on, until it goes to the dead-letter topic.")
            .define(
                    ALLOW_HTTP,
                    ConfigDef.Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether the address may be http, in clear text.")
            .define(
                    ALLOW_PRIVATE,
                    ConfigDef.Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether the address may lead to this machine or to a private network.");

    private final KeyRing keys;

    /** @throws ConfigException that names the setting, its value unless it is secret, and what to do */
    WebhookSettings(Map<String, String> settings) {
        super(DEFINITION, settings, false);
        if (!url().getScheme().equals("https") && !getBoolean(ALLOW_HTTP)) {
            throw new ConfigException(
                    URL,
                    withoutPath(url()),
                    "customers' data in clear text: use https, or set " + ALLOW_HTTP + "=true");
        }
        keys = readKeys();
    }

    private KeyRing readKeys() {
        String secrets = getPassword(SECRETS).value();
        String file = getString(SECRETS_FILE);
        if (secrets.isBlank() == file.isBlank()) {
            throw new ConfigException("Set one of " + SECRETS + " and " + SECRETS_FILE + ": receivers cannot tell an"
                    + " unsigned request from a forged one");
        }
        try {
            return file.isBlank() ? KeyRing.of(secrets) : KeyRing.in(Path.of(file));
        } catch (IllegalArgumentException e) {
            String setting = file.isBlank() ? SECRETS : SECRETS_FILE;
            throw new ConfigException(setting, file.isBlank() ? Password.HIDDEN : file, e.getMessage());
        }
    }

    URI url() {
        return URI.create(getString(URL));
    }

    KeyRing keys() {
        return keys;
    }

    String source() {
        return getString(SOURCE);
    }

    Wanted wanted() {
        return new Wanted(
                set(MODES).stream()
                        .map(SettingChecks::capitals)
                        .map(Mode::valueOf)
                        .collect(Collectors.toSet()),
                set(LADDERS),
                set(STAGES),
                set(LEVELS).stream().map(SettingChecks::capitals).collect(Collectors.toSet()),
                set(TAGS),
                getBoolean(FRESH_ONLY),
                Duration.ofMillis(getLong(MAX_AGE)));
    }

    int maxInFlight() {
        return getInt(MAX_IN_FLIGHT);
    }

    int maxPending() {
        return getInt(MAX_PENDING);
    }

    Duration connectTimeout() {
        return millis(CONNECT_TIMEOUT);
    }

    Duration requestTimeout() {
        return millis(REQUEST_TIMEOUT);
    }

    Duration retryBackoff() {
        return millis(RETRY_BACKOFF);
    }

    Duration retryBackoffMost() {
        return millis(RETRY_BACKOFF_MAX);
    }

    Duration retryAfterMost() {
        return millis(RETRY_AFTER_MAX);
    }

    Duration retryFor() {
        return Duration.ofMillis(getLong(RETRY_FOR));
    }

    boolean allowsPrivateAddresses() {
        return getBoolean(ALLOW_PRIVATE);
    }

    /** For the registry's client. */
    Map<String, String> registry() {
        return originalsStrings().entrySet().stream()
                .filter(each -> each.getKey().startsWith("schema.registry."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Duration millis(String name) {
        return Duration.ofMillis(getInt(name));
    }

    private Set<String> set(String name) {
        return Set.copyOf(getList(name));
    }

    /** Paths hold secrets with some receivers. */
    private static String withoutPath(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + "/…";
    }
}
