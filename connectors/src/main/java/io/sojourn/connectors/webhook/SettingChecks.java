package io.sojourn.connectors.webhook;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** What makes a setting a wrong one, and what to do about it. */
final class SettingChecks {

    private SettingChecks() {}

    interface Check {
        /**
         * Looks at a value.
         *
         * @throws IllegalArgumentException with what is wrong and what to do
         */
        void of(String value);
    }

    /** A value is right if {@code check} lets it pass; {@code what} says for the documentation what it has to be. */
    static ConfigDef.Validator check(String what, Check check) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    try {
                        check.of(String.valueOf(value));
                    } catch (IllegalArgumentException e) {
                        throw new ConfigException(name + ": " + e.getMessage());
                    }
                },
                () -> what);
    }

    /** A setting of Connect that is free for others, but not here. */
    static ConfigDef.Validator only(String wanted, String otherwise) {
        return check(wanted, value -> {
            if (!value.equals(wanted)) {
                throw new IllegalArgumentException(value + " will not do: set it to " + wanted + ", " + otherwise);
            }
        });
    }

    /** A list of constants, in whatever case, and not shorter than {@code least}. */
    static ConfigDef.Validator among(Enum<?>[] values, int least) {
        List<String> names = Arrays.stream(values).map(Enum::name).toList();
        return ConfigDef.LambdaValidator.with(
                (name, list) -> {
                    List<?> given = list instanceof List<?> many ? many : List.of();
                    if (given.size() < least) {
                        throw new ConfigException(name, "", "nothing would be posted; take of these: " + names);
                    }
                    for (Object each : given) {
                        if (!names.contains(capitals(each.toString()))) {
                            throw new ConfigException(name, each, "take of these: " + names);
                        }
                    }
                },
                () -> String.join(", ", names));
    }

    /** Says nothing of a value that cannot be taken apart, for a login may stand in it. */
    static void url(String value) {
        URI url;
        try {
            url = URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no address: give one like https://shop.example/hooks/sojourn");
        }
        if (url.getHost() == null || !Set.of("https", "http").contains(String.valueOf(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "is not https with a host: give an address like https://shop.example/hooks/sojourn");
        }
        if (url.getUserInfo() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("holds a login or a fragment, neither of which is sent: take it out;"
                    + " receivers know us by the signature");
        }
    }

    static void source(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("is empty: name who sends, such as /shops/42");
        }
        try {
            URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(value + " is no URI reference: write it like /shops/42");
        }
    }

    static String capitals(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
