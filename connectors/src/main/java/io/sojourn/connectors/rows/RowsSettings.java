package io.sojourn.connectors.rows;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** All that can be set of the transform, checked. */
final class RowsSettings extends AbstractConfig {
    static final String MAPPING = "mapping";
    static final String UNMAPPED = "unmapped";
    static final String REFUSED = "refused";
    static final String REGISTRY_URL = "schema.registry.url";

    private static final String FAIL = "fail";
    private static final String DROP = "drop";
    private static final String KEEP = "keep";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    MAPPING,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(RowsSettings::loads, () -> "a mapping's file"),
                    Importance.HIGH,
                    "The file that says what rows mean. It has to be there on every worker.")
            .define(
                    REGISTRY_URL,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Where the schemas of the events are. Other settings of the registry's client, such as"
                            + " schema.registry.basic.auth.user.info, are passed on to it.")
            .define(
                    UNMAPPED,
                    ConfigDef.Type.STRING,
                    DROP,
                    ConfigDef.ValidString.in(DROP, FAIL),
                    Importance.MEDIUM,
                    "What becomes of rows of a table that the mapping does not name: they are passed over (drop), or"
                            + " refused (fail).")
            .define(
                    REFUSED,
                    ConfigDef.Type.STRING,
                    FAIL,
                    ConfigDef.ValidString.in(FAIL, KEEP),
                    Importance.MEDIUM,
                    "What becomes of a row of which no event can be made: the task ends with the reason (fail), or the row"
                            + " goes to the topic rejected with it (keep).");

    /** @throws ConfigException that names the setting and what to do */
    RowsSettings(Map<String, ?> settings) {
        super(DEFINITION, settings, false);
    }

    RowMapping mapping() {
        return RowMapping.load(getString(MAPPING));
    }

    boolean refusesUnmapped() {
        return getString(UNMAPPED).equals(FAIL);
    }

    boolean keepsRefused() {
        return getString(REFUSED).equals(KEEP);
    }

    /** For the registry's client. */
    Map<String, String> registry() {
        return originalsStrings().entrySet().stream()
                .filter(each -> each.getKey().startsWith("schema.registry."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void loads(String name, Object path) {
        try {
            RowMapping.load(String.valueOf(path));
        } catch (MappingRefusedException e) {
            throw new ConfigException(name + ": " + e.getMessage());
        }
    }
}
