package io.sojourn.schemas;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** Who a Kafka client is to its broker, as far as the client's settings tell. */
public final class KafkaUser {
    private static final String ANONYMOUS = "User:ANONYMOUS";
    /** Stands for a name that only the broker knows: it makes it of the client's certificate or token. */
    private static final String UNTOLD = "User:NAME";

    private KafkaUser() {}

    /**
     * The principal as ACLs write it: {@code User:anna} for SASL with a user name, {@code User:ANONYMOUS} without login,
     * {@code User:NAME} where the broker makes the name of a certificate or token.
     *
     * @param kafka settings of a client, by Kafka's own names
     */
    public static String in(Map<String, ?> kafka) {
        String protocol = Objects.toString(kafka.get("security.protocol"), "PLAINTEXT");
        return switch (protocol.toUpperCase(Locale.ROOT)) {
            case "PLAINTEXT" -> ANONYMOUS;
            case "SSL" ->
                kafka.containsKey("ssl.keystore.location") || kafka.containsKey("ssl.keystore.key")
                        ? UNTOLD
                        : ANONYMOUS;
            default -> login(kafka).map(name -> "User:" + name).orElse(UNTOLD);
        };
    }

    private static Optional<String> login(Map<String, ?> kafka) {
        Object jaas = kafka.get("sasl.jaas.config");
        if (jaas == null) {
            return Optional.empty();
        }
        try {
            Password hidden = jaas instanceof Password already ? already : new Password(jaas.toString());
            return JaasContext.loadClientContext(Map.of("sasl.jaas.config", hidden)).configurationEntries().stream()
                    .map(entry -> entry.getOptions().get("username"))
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            // The client itself says what is wrong with it.
            return Optional.empty();
        }
    }
}
