package io.sojourn.policy;

/** What people read, in English and Chinese. */
public record Title(String en, String zh) {
    @Override
    public String toString() {
        return en + " " + zh;
    }
}
