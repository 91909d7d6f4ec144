package io.sojourn.cli;

import io.sojourn.Secrets;
import io.sojourn.Settings;
import io.sojourn.schemas.RegistryUnavailableException;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;

/** What the doctor asks the schema registry: whether it answers us, and has our schemas. */
final class RegistryCheck {

    private static final String TITLE = "Schema registry";
    private static final String TITLE_ZH = "模式注册中心";

    private RegistryCheck() {}

    static Check of(Settings settings, WireFormat wire) {
        var url = Secrets.maskLogins(settings.registry().getOrDefault("schema.registry.url", ""));
        try {
            var missing = Topics.types().stream()
                    .filter(type -> !wire.isRegistered(type))
                    .map(Class::getSimpleName)
                    .sorted()
                    .toList();
            if (missing.isEmpty()) {
                return Check.ok(TITLE, TITLE_ZH, url + " answers and has all our schemas");
            }
            var found = "%s answers; %d of our %d schemas are not there yet"
                    .formatted(url, missing.size(), Topics.types().size());
            boolean comeByThemselves =
                    Boolean.parseBoolean(settings.registry().getOrDefault("auto.register.schemas", "true"));
            return comeByThemselves
                    ? Check.ok(TITLE, TITLE_ZH, found + " and come when they are first used")
                    : Check.fail(
                            TITLE,
                            TITLE_ZH,
                            found + ": " + String.join(", ", missing),
                            "auto.register.schemas is false: register them with `sojourn topics create`.");
        } catch (RegistryUnavailableException e) {
            return Check.fail(
                    TITLE,
                    TITLE_ZH,
                    Secrets.maskLogins(String.valueOf(e.getMessage())),
                    "Is it up, and is schema.registry.url (or SCHEMA_REGISTRY_URL) right? If it asks for a login, set"
                            + " schema.registry.basic.auth.user.info; for TLS, schema.registry.ssl.truststore.location.");
        }
    }
}
