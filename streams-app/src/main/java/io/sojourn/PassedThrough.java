package io.sojourn;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings handed on as they are: to every Kafka client, to Kafka Streams, to the schema registry's client. */
final class PassedThrough {

    static final String KAFKA = "kafka.";
    static final String STREAMS = "streams.";
    static final String REGISTRY = "schema.registry.";

    // What one of our own settings decides: a second way to say it would make two truths.
    private static final Map<String, String> OURS = Map.of(
            "streams.application.id", "application.id",
            "streams.bootstrap.servers", "kafka.bootstrap.servers",
            "streams.state.dir", "state.dir",
            "streams.num.stream.threads", "threads",
            "streams.commit.interval.ms", "commit.interval",
            "streams.processing.guarantee", "processing.guarantee",
            "streams.replication.factor", "replication.factor",
            "streams.application.server", "http.advertised");
    private static final Set<String> REGISTRY_NAMES = Set.of(
            "url",
            "basic.auth.user.info",
            "basic.auth.credentials.source",
            "bearer.auth.token",
            "bearer.auth.credentials.source",
            "auto.register.schemas",
            "use.latest.version",
            "ssl.truststore.location",
            "ssl.truststore.password",
            "ssl.keystore.location",
            "ssl.keystore.password");

    final Map<String, String> kafka = new TreeMap<>();
    final Map<String, String> streams = new TreeMap<>();
    final Map<String, String> registry = new TreeMap<>();

    /** Sorts what is set into the three, refusing what is nobody's. */
    static PassedThrough read(Collection<EffectiveSetting> effective, SettingsReader reader) {
        var passed = new PassedThrough();
        effective.stream()
                .filter(setting -> Setting.of(setting.key()).isEmpty())
                .forEach(setting -> passed.take(setting, reader));
        passed.takeLoginOutOfAddress();
        // Whoever gives a user wants it used; the client would otherwise look for it in the address.
        if (passed.registry.containsKey("basic.auth.user.info")) {
            passed.registry.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
        }
        return passed;
    }

    /** The registry's address stands in many messages, so a login written into it goes where logins belong. */
    private void takeLoginOutOfAddress() {
        var address = registry.getOrDefault(REGISTRY + "url", "");
        var login = Secrets.LOGIN_IN_ADDRESS.matcher(address);
        if (login.find()) {
            registry.putIfAbsent("basic.auth.user.info", decoded(login.group(1)));
            registry.put(REGISTRY + "url", login.replaceAll("://"));
        }
    }

    private static String decoded(String login) {
        try {
            var escaped = new URI("http://" + login + "@registry").getUserInfo();
            if (escaped != null) {
                return escaped;
            }
        } catch (URISyntaxException e) {
            // As below.
        }
        return login; // not escaped as addresses should be, so meant as it stands
    }

    private void take(EffectiveSetting setting, SettingsReader reader) {
        var key = setting.key();
        if (OURS.containsKey(key)) {
            reader.refuse(setting, "Sojourn sets this itself: use " + OURS.get(key) + ".");
        } else if (key.equals("streams.max.task.idle.ms") && setting.value().startsWith("-")) {
            reader.refuse(setting, "Below 0 the clock would run ahead of events that have arrived. Give 0 or more.");
        } else if (key.equals("kafka.bootstrap.servers") && setting.value().contains("@")) {
            reader.refuse(silent(setting), "Give host:port alone; the login goes into kafka.sasl.jaas.config.");
        } else if (key.equals("schema.registry.url") && !setting.value().contains("://")) {
            reader.refuse(silent(setting), "Begin it with http:// or https://, such as http://localhost:8081.");
        } else if (key.startsWith(KAFKA)) {
            put(kafka, KAFKA, Names.CLIENTS, setting, reader);
        } else if (key.startsWith(STREAMS)) {
            put(streams, STREAMS, Names.STREAMS, setting, reader);
        } else if (key.startsWith(REGISTRY)) {
            put(registry, REGISTRY, REGISTRY_NAMES, setting, reader);
        } else {
            refuseUnknown(setting, reader);
        }
    }

    private static void put(
            Map<String, String> into,
            String prefix,
            Set<String> known,
            EffectiveSetting setting,
            SettingsReader reader) {
        var name = setting.key().substring(prefix.length());
        var meant = known.contains(name) ? Optional.<String>empty() : closest(name, known, 2);
        if (meant.isPresent()) {
            reader.refuse(silent(setting), "There is no such setting. Did you mean " + prefix + meant.get() + "?");
        } else {
            into.put(prefix.equals(REGISTRY) ? registryName(name) : name, setting.value());
        }
    }

    /** The registry's client reads its address and TLS settings with the prefix, all others without. */
    private static String registryName(String name) {
        return name.equals("url") || name.startsWith("ssl.") ? REGISTRY + name : name;
    }

    private static void refuseUnknown(EffectiveSetting setting, SettingsReader reader) {
        var ours = Stream.concat(
                        Stream.of(Setting.values()).map(Setting::key),
                        Stream.of("kafka.bootstrap.servers", "schema.registry.url"))
                .toList();
        var meant = closest(setting.key(), ours, 4)
                .map(key -> "Did you mean " + key + "?")
                .orElse("`sojourn config show` lists all; those of Kafka begin with kafka. or streams.");
        reader.refuse(silent(setting), "There is no such setting. " + meant);
    }

    /** Whatever stands behind a name nobody knows may be a secret with a slip in its name. */
    private static EffectiveSetting silent(EffectiveSetting setting) {
        return new EffectiveSetting(setting.key(), "", setting.origin(), true);
    }

    /** The known name fewest letters away, if no more than {@code most}. */
    private static Optional<String> closest(String name, Collection<String> known, int most) {
        return known.stream()
                .filter(other -> distance(name, other) <= most)
                .min(Comparator.comparingInt(other -> distance(name, other)));
    }

    /** Levenshtein's: letters added, dropped or changed. */
    private static int distance(String a, String b) {
        var row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** What the clients themselves know; looked up only when a setting of theirs is given. */
    private static final class Names {
        static final Set<String> CLIENTS = all(
                List.of(ProducerConfig.configNames(), ConsumerConfig.configNames(), AdminClientConfig.configNames()));
        static final Set<String> STREAMS = all(List.of(StreamsConfig.configDef().names(), CLIENTS));

        private static Set<String> all(List<Set<String>> names) {
            return names.stream().flatMap(Set::stream).collect(Collectors.toSet());
        }
    }
}
