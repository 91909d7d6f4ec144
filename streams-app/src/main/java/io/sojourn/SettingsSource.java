package io.sojourn;

import io.sojourn.RefusedSettings.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from, the strongest first: {@code --set k=v}, the environment, a {@code .properties} file, the
 * defaults. It knows texts and origins; {@link Settings} knows what they mean.
 */
public final class SettingsSource {

    /** Names the settings file when {@code --config} does not. */
    public static final String CONFIG_VARIABLE = "SOJOURN_CONFIG";

    static final String DEFAULT = "default";
    private static final String PREFIX = "SOJOURN_";
    private static final Map<String, String> WELL_KNOWN_VARIABLES = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "kafka.bootstrap.servers",
            "SCHEMA_REGISTRY_URL", "schema.registry.url");
    private static final Map<String, String> ADDRESSES_BY_DEFAULT = Map.of(
            "kafka.bootstrap.servers", "localhost:9092",
            "schema.registry.url", "http://localhost:8081");
    // Kubernetes gives every pod such variables about a service named `sojourn`; they are not meant for us.
    private static final Pattern FROM_KUBERNETES =
            Pattern.compile("SOJOURN_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_.*)");

    private final Map<String, EffectiveSetting> given = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private SettingsSource() {}

    /** Nothing but the defaults. */
    public static SettingsSource none() {
        return new SettingsSource();
    }

    /**
     * Collects what is set. Problems (an unreadable file, a {@code --set} without {@code =}) are kept and told by
     * {@link Settings#load}, together with all others.
     *
     * @param file settings file; if null, the one named by {@code SOJOURN_CONFIG}, if any
     * @param environment normally {@link System#getenv()}
     * @param overrides texts {@code key=value}, the later wins
     */
    public static SettingsSource of(@Nullable Path file, Map<String, String> environment, List<String> overrides) {
        var source = new SettingsSource();
        var named = environment.get(CONFIG_VARIABLE);
        if (file != null) {
            source.takeFile(file);
        } else if (named != null && !named.isBlank()) {
            source.takeFile(Path.of(named));
        }
        source.takeEnvironment(environment);
        overrides.forEach(source::takeOverride);
        return source;
    }

    /** Adds or replaces one text, stronger than all others so far. */
    SettingsSource and(String key, String value, String origin) {
        given.put(key, new EffectiveSetting(key, value.strip(), origin, Secrets.isSecret(key)));
        return this;
    }

    /** Every setting in force, ours in the order of {@link Setting}, then passed-through ones by name. */
    public List<EffectiveSetting> effective() {
        var all = new LinkedHashMap<String, EffectiveSetting>();
        for (var setting : Setting.values()) {
            all.put(setting.key(), new EffectiveSetting(setting.key(), setting.byDefault(), DEFAULT, false));
        }
        new TreeMap<>(ADDRESSES_BY_DEFAULT).forEach((k, v) -> all.put(k, new EffectiveSetting(k, v, DEFAULT, false)));
        all.putAll(given);
        return List.copyOf(all.values());
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    static String variableOf(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private void takeFile(Path file) {
        var origin = "file " + file;
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            var why = Files.exists(file) ? "It cannot be read: " + e.getMessage() : "There is no such file.";
            problems.add(new Problem(
                    "--config", file.toString(), origin, why + " Give a readable .properties file in UTF-8."));
            return;
        }
        properties.stringPropertyNames().forEach(k -> and(k.strip(), properties.getProperty(k), origin));
    }

    private void takeEnvironment(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            var key = WELL_KNOWN_VARIABLES.get(name);
            if (key != null && !environment.containsKey(variableOf(key))) {
                and(key, value, "environment " + name);
            } else if (name.startsWith(PREFIX)
                    && !name.equals(CONFIG_VARIABLE)
                    && !FROM_KUBERNETES.matcher(name).matches()) {
                var dotted =
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
                and(dotted, value, "environment " + name);
            }
        });
    }

    private void takeOverride(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            // The text itself is not repeated: it may be a password that lost its key.
            problems.add(
                    new Problem("--set", "", "--set", "Write it as --set key=value, such as --set http.port=8081."));
        } else {
            and(text.substring(0, equals).strip(), text.substring(equals + 1), "--set");
        }
    }
}
