package io.sojourn;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which settings must never be seen, and what is shown in their place. */
public final class Secrets {

    /** Stands where a secret would. */
    public static final String HIDDEN = "(hidden)";

    // Broad on purpose: a harmless address hidden costs a question, a password shown costs a key rotation.
    private static final List<String> SECRET_WORDS = List.of(
            "password",
            "passphrase",
            "passwd",
            "secret",
            "user.info",
            "jaas.config",
            "token",
            "keystore.key",
            "certificate.chain",
            "private",
            "api.key",
            "apikey",
            "credential");

    /** Up to the last @ of an address, for passwords hold slashes, commas and more @ than people expect. */
    static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("://((?:(?!://)\\S)+)@");

    /** As people write it where no scheme is asked for: {@code me:word@host:9092}. */
    private static final Pattern LOGIN_WITHOUT_SCHEME = Pattern.compile("(^|,)[^\\s,:/]+:[^\\s,/]*@");

    private static final Pattern ASSIGNMENT = Pattern.compile("(?i)([\\w.-]*(?:"
            + SECRET_WORDS.stream().map(word -> word.replace(".", "[._]")).collect(Collectors.joining("|"))
            + ")[\\w.-]*)=.*");
    private static final Pattern SECRET_IN_TEXT =
            Pattern.compile("(?i)(password|secret)\\s*=|-----BEGIN [A-Z ]*PRIVATE KEY");

    private Secrets() {}

    /** Whether the name of a setting, with or without its prefix, says that its value is secret. */
    public static boolean isSecret(String key) {
        var name = key.toLowerCase(Locale.ROOT).replace('_', '.');
        return SECRET_WORDS.stream().anyMatch(name::contains) && !name.endsWith("credentials.source");
    }

    /** The value as it may be shown: hidden if the key or the value itself says so, logins inside addresses masked. */
    public static String hide(String key, String value) {
        if (value.isEmpty()) {
            return value;
        }
        if (isSecret(key) || SECRET_IN_TEXT.matcher(value).find()) {
            return HIDDEN;
        }
        return LOGIN_WITHOUT_SCHEME.matcher(maskLogins(value)).replaceAll("$1" + HIDDEN + "@");
    }

    /** The text of an error, logins and whatever is assigned to a secret name masked, to the end of the line. */
    public static String mask(String text) {
        return ASSIGNMENT.matcher(maskLogins(text)).replaceAll("$1=" + HIDDEN);
    }

    /** The text with the login inside every address masked: {@code http://(hidden)@registry:8081}. */
    public static String maskLogins(String text) {
        return LOGIN_IN_ADDRESS.matcher(text).replaceAll("://" + HIDDEN + "@");
    }
}
