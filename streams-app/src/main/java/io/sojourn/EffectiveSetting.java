package io.sojourn;

/**
 * One setting as it is in force, and where it came from.
 *
 * @param key as written in a settings file, such as {@code http.port}
 * @param value the text in force; empty when the setting is not set. May be a secret: show {@link #shown()}
 * @param origin {@code --set}, {@code environment NAME}, {@code file PATH} or {@code default}
 * @param secret whether the value must not be shown
 */
public record EffectiveSetting(String key, String value, String origin, boolean secret) {

    /** The value as people and logs may see it. */
    public String shown() {
        return Secrets.hide(key, value);
    }

    @Override
    public String toString() {
        return key + "=" + shown() + " (" + origin + ")";
    }
}
